import { ErrorSummary, SkipLink } from 'govuk-frontend';
import { enhanceExit } from './exit.ts';
import { enhanceShortlist } from './shortlist.ts';

// Everything here only makes quicker what already works without it (product.md, "What must always be true", 1).
document.documentElement.classList.add('fd-js');

const each = (name: string, start: (element: HTMLElement) => void): void => {
  for (const element of document.querySelectorAll<HTMLElement>(`[data-module="${name}"]`)) start(element);
};
each('govuk-error-summary', (element) => new ErrorSummary(element));
enhanceExit();
each('govuk-skip-link', (element) => new SkipLink(element));

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.addEventListener('click', () => window.print());
}
for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-submit-on-change]')) {
  select.addEventListener('change', () => select.form?.requestSubmit());
}

enhanceShortlist();
