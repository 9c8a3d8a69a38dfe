import { visit, type VisitedPage } from '../pages/visit.ts';

export interface Sent {
  status: number;
  location: string | null; // of a redirect: the path it leads to
  headers: Headers;
  text: string;
}

export interface Browser {
  cookies: Map<string, string>;
  /** The Set-Cookie lines of the latest answer. */
  setCookies(): readonly string[];
  /** Opens a page; it must be a good one (see `visit`). */
  open(path: string, status?: number): Promise<VisitedPage>;
  /** Asks for a path as it is: redirects are not followed, and nothing is checked. */
  get(path: string): Promise<Sent>;
  /** Sends a form of this website. */
  send(path: string, fields: Readonly<Record<string, string>> | URLSearchParams): Promise<Sent>;
}

/** A browser without scripts: it keeps cookies and sends them back. */
export function newBrowser(site: string, headers: Readonly<Record<string, string>> = {}): Browser {
  const cookies = new Map<string, string>();
  let setCookies: readonly string[] = [];
  const sentHeaders = (): Record<string, string> => ({
    ...headers,
    ...(cookies.size === 0
      ? {}
      : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
  });
  const take = (answer: Headers): void => {
    setCookies = answer.getSetCookie();
    for (const line of setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/; Expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const ask = async (path: string, init: RequestInit): Promise<Sent> => {
    const response = await fetch(`${site}${path}`, { redirect: 'manual', ...init });
    take(response.headers);
    const { status } = response;
    return {
      status,
      location: response.headers.get('location'),
      headers: response.headers,
      text: await response.text(),
    };
  };
  return {
    cookies,
    setCookies: () => setCookies,
    async open(path, status = 200) {
      const page = await visit(`${site}${path}`, { status, headers: sentHeaders() });
      take(page.headers);
      return page;
    },
    get: (path) => ask(path, { headers: sentHeaders() }),
    send: (path, fields) =>
      ask(path, {
        method: 'POST',
        headers: { ...sentHeaders(), origin: site },
        body: new URLSearchParams(fields),
      }),
  };
}
