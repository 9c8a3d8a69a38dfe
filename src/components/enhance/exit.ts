import { ExitThisPage } from 'govuk-frontend';

/** "Exit this page" that also takes the page's place in the browser's history: Back leads to what was before it. */
class ExitInPlace extends ExitThisPage {
  override exitPage(): void {
    super.exitPage();
    const button = document.querySelector<HTMLAnchorElement>('.govuk-js-exit-this-page-button');
    if (button !== null) location.replace(button.href);
  }
}

/** Starts the button of this page, where there is one. */
export function enhanceExit(): void {
  const element = document.querySelector<HTMLElement>('[data-module="govuk-exit-this-page"]');
  if (element !== null) new ExitInPlace(element);
}
