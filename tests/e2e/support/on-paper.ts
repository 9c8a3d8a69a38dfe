import { expect, type Page } from '@playwright/test';
import { openPage } from './open-page.ts';

/** What is left of A4 between the margins of paper.scss, in CSS pixels: 210 mm less 2 x 18 mm. */
const PAPER_WIDTH = 658;
const PIXELS_PER_POINT = 96 / 72;

/** Opens a page as it is printed on A4: nothing may stand out sideways, and no words may be smaller than `points`. */
export async function openOnPaper(page: Page, path: string, points: number): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: PAPER_WIDTH, height: 931 });
  await openPage(page, path);
  const faults = await page.evaluate(
    ({ least, width }) =>
      [...document.querySelectorAll('main h1, main h2, main p, main li, main dt, main dd, main img')]
        .filter((element) => element.checkVisibility())
        .filter(
          (element) =>
            element.getBoundingClientRect().right > width + 0.5 ||
            (element.tagName !== 'IMG' && parseFloat(getComputedStyle(element).fontSize) < least - 0.1),
        )
        .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 60)}`),
    { least: points * PIXELS_PER_POINT, width: PAPER_WIDTH },
  );
  expect(faults, `cut off or too small on the paper of ${path}`).toEqual([]);
  await expect(page.locator('.fd-no-print').first()).toBeHidden();
}
