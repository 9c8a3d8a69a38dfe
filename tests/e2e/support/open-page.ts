import { expect, type Browser, type ConsoleMessage, type Page } from '@playwright/test';
import axe from 'axe-core';

/** WCAG 2.2 A and AA, and axe's best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Opens a page the way every browser test does: it must load, say nothing in the console, fit the window without
 * sideways scrolling, and pass axe.
 */
export async function openPage(page: Page, path: string, expectedStatus = 200): Promise<void> {
  const complaints: string[] = [];
  const onConsole = (message: ConsoleMessage): void => {
    const isTheStatus = expectedStatus >= 400 && message.text().includes(String(expectedStatus));
    if (message.type() === 'error' && !isTheStatus)
      complaints.push(`${message.text()} ${message.location().url}`);
  };
  const onError = (error: Error): void => void complaints.push(error.message);
  page.on('console', onConsole).on('pageerror', onError);
  try {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(expectedStatus);
    await checkPage(page);
    expect(complaints, `console of ${path}`).toEqual([]);
  } finally {
    page.off('console', onConsole).off('pageerror', onError);
  }
}

/** The checks of `openPage` on the page as it stands now, after a click or a submitted form. */
export async function checkPage(page: Page): Promise<void> {
  // A click that leads on comes back before the next page has anything in it.
  await page.waitForLoadState();
  const sideways = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(sideways, `${page.url()} scrolls sideways`).toBe(0);
  expect(await axeFaults(page), `axe on ${page.url()}`).toEqual([]);
}

/**
 * Axe is itself a script: where scripts are off it cannot run, and a page that has them would read and compile it anew each
 * time. So the very HTML of the page as it stands is laid out again, in the same window size and media, in a page
 * that has axe already and keeps every script of our own out.
 */
async function axeFaults(page: Page): Promise<string[]> {
  const host = await hostOf(page);
  const viewport = page.viewportSize();
  if (viewport !== null) await host.setViewportSize(viewport);
  const matches = async (query: string): Promise<boolean> =>
    (await page.evaluate(`matchMedia("${query}").matches`)) === true;
  await host.emulateMedia({
    media: (await matches('print')) ? 'print' : 'screen',
    colorScheme: (await matches('(prefers-color-scheme: dark)')) ? 'dark' : 'light',
    forcedColors: (await matches('(forced-colors: active)')) ? 'active' : 'none',
  });
  await host.evaluate(`new Promise((done) => {
    document.open();
    window.addEventListener('load', done, { once: true });
    document.write(${JSON.stringify(await page.content())});
    document.close();
  }).then(() => undefined)`);
  // What is right need not be told of, element by element.
  const options: axe.RunOptions = { resultTypes: ['violations'], runOnly: { type: 'tag', values: RULES } };
  const { violations } = await host.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.target.join(' ')}`),
  );
}

const hosts = new WeakMap<Browser, Page>();

async function hostOf(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('A page without a browser cannot be checked.');
  const known = hosts.get(browser);
  if (known !== undefined && !known.isClosed()) return known;
  const context = await browser.newContext({ javaScriptEnabled: true });
  const host = await context.newPage();
  const address = new URL('/axe', page.url()).href;
  await host.route('**/*', (route) => {
    if (route.request().resourceType() === 'script') return route.abort();
    if (route.request().url() !== address) return route.fallback();
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html>' });
  });
  await host.goto(address);
  await host.evaluate(axe.source);
  hosts.set(browser, host);
  return host;
}
