import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PICTURE_MAX_BYTES } from '#src/features/pictures/rules.ts';
import { carriedFields, browserOf, type SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { attributeOf, checkHtml } from '../../support/html.ts';
import { addOrganisation, type NewOrganisation } from '../../support/partners/organisation.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let organisation: NewOrganisation;
let desk: SignedInBrowser;

beforeAll(async () => {
  server = await startTestServer();
  organisation = await addOrganisation(server.dataFolder);
  desk = await browserOf(server, ['editor']);
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const sectionPath = (): string => `/partner/services/${organisation.serviceId}/sections/picture`;
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: { r: 20, g: 90, b: 160 } } })
    .withExif({ IFD0: { Artist: 'Somebody Private' } })
    .jpeg()
    .toBuffer();

/** Sends the form as a browser does, with a file. */
async function send(bytes: Uint8Array, type: string, alt: string): Promise<{ status: number; html: string }> {
  const form = new FormData();
  for (const [name, value] of carriedFields((await desk.open(sectionPath())).html)) form.append(name, value);
  form.append('picture', new Blob([new Uint8Array(bytes)], { type }), 'picture');
  form.append('alt', alt);
  form.append('button', 'save');
  const response = await fetch(`${server.url}${sectionPath()}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { cookie: desk.person.cookie, origin: server.url },
  });
  return { status: response.status, html: await response.text() };
}

test.each<[string, () => Uint8Array, string, RegExp]>([
  [
    'a drawing with a script',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'image/svg+xml',
    /This file is not a picture that we can use/,
  ],
  [
    'a picture that is too heavy',
    () => Buffer.alloc(PICTURE_MAX_BYTES + 1000, 0xff),
    'image/jpeg',
    /The picture must be smaller than 10 MB/,
  ],
])('%s is refused at the field, and the words stay', async (_, bytes, type, sentence) => {
  const { status, html } = await send(bytes(), type, 'Six people playing cards');
  expect(status).toBe(422);
  expect(html).toMatch(sentence);
  const { document, faults } = checkHtml(html);
  expect(faults).toEqual([]);
  const words = document.querySelector('#alt');
  expect(words && attributeOf(words, 'value')).toBe('Six people playing cards');
});

test('a picture without words for it is asked for them', async () => {
  const { status, html } = await send(await photo(), 'image/jpeg', '');
  expect(status).toBe(422);
  expect(html).toContain('Enter what the picture shows, then choose it again');
});

test('a picture is seen in the preview, and by the public once it is sent, without what the camera wrote', async () => {
  expect((await send(await photo(), 'image/jpeg', 'Six people playing cards')).status).toBe(303);
  const own = `/partner/services/${organisation.serviceId}`;
  const preview = await desk.open(`${own}/preview`);
  expect(preview.html).toContain('alt="Six people playing cards"');
  const publicPage = `${server.url}/services/${organisation.serviceSlug}`;
  expect(await (await fetch(publicPage)).text()).not.toContain('Six people');

  await desk.send(`${own}/send`, carriedFields((await desk.open(`${own}/send`)).html));
  const html = await (await fetch(publicPage)).text();
  const image = checkHtml(html).document.querySelector('.fd-service__picture');
  expect(image).not.toBeNull();
  if (image === null) return;
  expect(attributeOf(image, 'alt')).toBe('Six people playing cards');
  for (const source of attributeOf(image, 'srcset')
    .split(', ')
    .map((each) => each.split(' ')[0] ?? '')) {
    const answer = await fetch(`${server.url}${source}`);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await answer.arrayBuffer()).includes('Somebody Private')).toBe(false);
  }
  expect((await fetch(`${server.url}/pictures/none-320.webp`)).status).toBe(404);
});
