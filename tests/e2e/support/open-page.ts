import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type ConsoleMessage, type Page } from '@playwright/test';

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
  const runsScripts = await page.evaluate('document.documentElement.classList.contains("fd-js")');
  const faults = runsScripts === true ? await axeFaults(page) : await withScriptsForAxeOnly(page);
  expect(faults, `axe on ${page.url()}`).toEqual([]);
}

async function axeFaults(page: Page): Promise<string[]> {
  // Without frames the rules may run in the page itself: opening a blank page for them takes twice as long. And what
  // is right need not be told of, element by element.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(RULES)
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.target.join(' ')}`),
  );
}

/**
 * Axe is itself a script and cannot run where scripts are off: the very same HTML is laid out again in a page that
 * runs axe, with every script of our own kept out. That page is kept, because it has the fonts and styles already.
 */
async function withScriptsForAxeOnly(page: Page): Promise<string[]> {
  const copy = await pageForAxe(page);
  const html = await page.content();
  const [url, viewport] = [page.url(), page.viewportSize()];
  if (viewport !== null) await copy.setViewportSize(viewport);
  await copy.emulateMedia({
    colorScheme:
      (await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')) === true ? 'dark' : 'light',
  });
  await copy.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  try {
    await copy.goto(url);
    return await axeFaults(copy);
  } finally {
    await copy.unroute(url);
  }
}

const copies = new WeakMap<Browser, Page>();

async function pageForAxe(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('A page without a browser cannot be checked.');
  const known = copies.get(browser);
  if (known !== undefined && !known.isClosed()) return known;
  const context = await browser.newContext({ javaScriptEnabled: true });
  const copy = await context.newPage();
  await copy.route('**/*', (route) =>
    route.request().resourceType() === 'script' ? route.abort() : route.fallback(),
  );
  copies.set(browser, copy);
  return copy;
}
