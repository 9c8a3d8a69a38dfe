import { SHORTLIST_COOKIE, readShortlistIds } from '#src/lib/shortlist-cookie.ts';

/** Shows which services are saved, and saves without leaving the page. */
export function enhanceShortlist(): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-remove-action]')];
  const show = (): void => {
    const saved = readShortlistIds(cookieValue(SHORTLIST_COOKIE));
    for (const count of document.querySelectorAll<HTMLElement>('[data-shortlist-count]')) {
      count.hidden = saved.length === 0;
      count.textContent = ` (${saved.length})`;
    }
    for (const form of forms) for (const button of buttonsOf(form)) showSaved(form, button, saved);
  };
  for (const form of forms) form.addEventListener('submit', saveInPlace(form, show));
  show();
  window.addEventListener('pageshow', show);
}

/** The save buttons stand at each service and name their form, so they are not inside it. */
const buttonsOf = (form: HTMLFormElement): HTMLButtonElement[] =>
  [...form.elements].filter((element) => element instanceof HTMLButtonElement);

function showSaved(form: HTMLFormElement, button: HTMLButtonElement, saved: readonly string[]): void {
  const isSaved = saved.includes(button.value);
  const { wordsSave = 'Save', wordsSaved = 'Saved: remove' } = form.dataset;
  const words = isSaved ? wordsSaved : wordsSave;
  // What follows the first words is the service's name, for screen readers. Most buttons stay as they are.
  if (button.firstChild?.textContent?.trim() === words) return;
  button.firstChild?.replaceWith(words);
  if (isSaved) button.setAttribute('formaction', form.dataset.removeAction ?? form.action);
  else button.removeAttribute('formaction');
}

function saveInPlace(form: HTMLFormElement, show: () => void): (event: SubmitEvent) => void {
  return function save(event) {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    void fetch(button.getAttribute('formaction') ?? form.action, {
      method: 'POST',
      body: new URLSearchParams({ service: button.value }),
      redirect: 'manual',
    })
      .then(() => show())
      .catch(() => {
        form.removeEventListener('submit', save);
        form.requestSubmit(button);
      });
  };
}

function cookieValue(name: string): string {
  const found = document.cookie.split('; ').find((item) => item.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}
