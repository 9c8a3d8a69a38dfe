import { startTestServer, type TestServer } from '../server.ts';

/** The cookies of one browser, kept as a browser keeps them. */
export interface Browser {
  cookies: Map<string, string>;
  /** Of the last answer that set it: its attributes in lower case. */
  attributes: Map<string, string>;
}

export const newBrowser = (cookie = ''): Browser => {
  const [name, value] = cookie.split('=');
  return {
    cookies: new Map(name === undefined || value === undefined ? [] : [[name, value]]),
    attributes: new Map(),
  };
};

/** Asks the website as this browser, without following redirects. */
export async function send(
  server: TestServer,
  browser: Browser,
  path: string,
  form?: Readonly<Record<string, string>>,
): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${server.url}${path}`, {
    redirect: 'manual',
    headers: { ...(cookie === '' ? {} : { cookie }), ...(form === undefined ? {} : { origin: server.url }) },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  for (const line of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) browser.cookies.delete(name);
    else browser.cookies.set(name, value);
    browser.attributes.set(name, attributes.join('; ').toLowerCase());
  }
  return response;
}

/** Presses the button that leads to the other system; answers the address it leads to, or null when it does not. */
export async function setOut(
  server: TestServer,
  browser: Browser,
  form: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  const response = await send(server, browser, '/sign-in/oidc', form);
  return /^0; url=(.+)$/.exec(response.headers.get('refresh') ?? '')?.[1] ?? null;
}

/** Goes to the other system, which signs everybody in at once; answers the path and query it sends back to. */
export async function atIssuer(address: string | null): Promise<string> {
  if (address === null) throw new Error('There is no address to go to.');
  const response = await fetch(address, { redirect: 'manual' });
  const back = new URL(response.headers.get('location') ?? '');
  return `${back.pathname}${back.search}`;
}

/** The whole way: the button, the other system, and back. */
export async function goThrough(
  server: TestServer,
  browser: Browser,
  form: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return send(server, browser, await atIssuer(await setOut(server, browser, form)));
}

/** A website that trusts this issuer. */
export const startWithIssuer = (
  issuer: string,
  env: Readonly<Record<string, string>> = {},
): Promise<TestServer> =>
  startTestServer({
    FRONT_DOOR_OIDC_ISSUER: issuer,
    FRONT_DOOR_OIDC_CLIENT_ID: 'front-door',
    FRONT_DOOR_OIDC_NAME: 'Sign in with Otherwork',
    ...(env.FRONT_DOOR_OIDC_CLIENT_KEY === undefined
      ? { FRONT_DOOR_OIDC_CLIENT_SECRET: 'a secret & more: ✓' }
      : {}),
    ...env,
  });
