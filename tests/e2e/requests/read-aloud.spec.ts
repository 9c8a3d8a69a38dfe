import { expect, test, type Page } from '@playwright/test';

const PAGE = '/easy-read/urgent-help';

/** A browser with these voices, whose speech ends only when the test says so. */
async function giveVoices(
  page: Page,
  voices: readonly { lang: string; localService: boolean }[],
): Promise<void> {
  await page.addInitScript((given) => {
    const said: { text: string; lang: string; onend: (() => void) | null }[] = [];
    const speech = {
      getVoices: () => given.map((voice) => ({ ...voice, default: false, name: voice.lang })),
      speak: (utterance: (typeof said)[number]) => void said.push(utterance),
      cancel: () => undefined,
      addEventListener: () => undefined,
    };
    class Utterance {
      text: string;
      lang = '';
      voice = null;
      onend: (() => void) | null = null;
      constructor(text: string) {
        this.text = text;
      }
    }
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    Object.assign(window, { said });
  }, voices);
}

const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { said: { text: string }[] }).said.map(({ text }) => text));
const endSentence = (page: Page): Promise<void> =>
  page.evaluate(() =>
    (window as unknown as { said: { onend: (() => void) | null }[] }).said.at(-1)?.onend?.(),
  );
const marked = (page: Page): Promise<string> =>
  page.evaluate(() => [...(CSS.highlights.get('fd-reading') ?? [])].map(String).join());
const bar = (page: Page) => page.getByRole('group', { name: 'Read this page aloud' });
const press = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true }).click();

test.describe('with scripts', () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled);

  test('a page is read sentence by sentence, each marked while it is read', async ({ page }) => {
    await giveVoices(page, [{ lang: 'en-GB', localService: true }]);
    await page.goto(PAGE);
    await press(page, 'Read aloud');
    expect(await said(page)).toEqual(['Urgent help']);
    await endSentence(page);
    expect((await said(page)).at(-1)).toBe('Someone is hurt or not safe now.');
    expect(await marked(page)).toBe('Someone is hurt or not safe now.');
  });

  test('next and back go by sentences, pause goes on where it stopped, stop begins anew', async ({
    page,
  }) => {
    await giveVoices(page, [{ lang: 'en-GB', localService: true }]);
    await page.goto(PAGE);
    await press(page, 'Read aloud');
    await press(page, 'Next one');
    await press(page, 'Back one');
    expect(await said(page)).toEqual(['Urgent help', 'Someone is hurt or not safe now.', 'Urgent help']);
    await press(page, 'Next one');
    await press(page, 'Pause');
    await endSentence(page);
    await press(page, 'Read aloud');
    expect((await said(page)).at(-1)).toBe('Someone is hurt or not safe now.');
    await page.keyboard.press('Escape');
    expect(await marked(page)).toBe('');
    await press(page, 'Read aloud');
    expect((await said(page)).at(-1)).toBe('Urgent help');
  });

  test('there is no button without a voice, or where every voice would send the words away', async ({
    page,
  }) => {
    await giveVoices(page, [
      { lang: 'en-GB', localService: false },
      { lang: 'fr-FR', localService: true },
    ]);
    await page.goto(PAGE);
    await page.locator('html.fd-js').waitFor();
    await expect(bar(page)).toBeHidden();
  });
});

test('there is no button without scripts', async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled);
  await page.goto(PAGE);
  await expect(bar(page)).toBeHidden();
});
