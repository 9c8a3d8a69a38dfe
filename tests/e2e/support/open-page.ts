import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 A and AA, and axe's best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Opens a page the way every browser test does: it must load, say nothing in the console, fit the window without
 * sideways scrolling, and pass axe.
 */
export async function openPage(page: Page, path: string, expectedStatus = 200): Promise<void> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !(expectedStatus >= 400 && message.text().includes(String(expectedStatus)))) {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(expectedStatus);
  await checkPage(page);
  expect(complaints, `console of ${path}`).toEqual([]);
}

/** The checks of `openPage` on the page as it stands now, after a click or a submitted form. */
export async function checkPage(page: Page): Promise<void> {
  const sideways = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(sideways, `${page.url()} scrolls sideways`).toBe(0);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const faults = violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.target.join(' ')}`));
  expect(faults, `axe on ${page.url()}`).toEqual([]);
}
