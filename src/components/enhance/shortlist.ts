import { SHORTLIST_COOKIE, readShortlistIds } from '#src/lib/shortlist-cookie.ts';

/** Shows which services are saved, and saves without leaving the page. */
export function enhanceShortlist(): void {
  const show = (): void => {
    const saved = readShortlistIds(cookieValue(SHORTLIST_COOKIE));
    for (const count of document.querySelectorAll<HTMLElement>('[data-shortlist-count]')) {
      count.hidden = saved.length === 0;
      count.textContent = ` (${saved.length})`;
    }
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-save]')) {
      const button = form.querySelector('button');
      const isSaved = saved.includes(form.dataset.save ?? '');
      const name = form.dataset.name ?? '';
      if (button) button.innerHTML = '';
      button?.append(isSaved ? 'Saved: remove' : 'Save', hiddenWords(` ${name}`));
      form.action = (isSaved ? form.dataset.removeAction : form.dataset.saveAction) ?? form.action;
    }
  };
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-save]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams({ service: form.dataset.save ?? '' }),
        redirect: 'manual',
      })
        .then(() => show())
        .catch(() => HTMLFormElement.prototype.submit.call(form));
    });
  }
  show();
  window.addEventListener('pageshow', show);
}

function hiddenWords(text: string): HTMLElement {
  const words = document.createElement('span');
  words.className = 'govuk-visually-hidden';
  words.textContent = text;
  return words;
}

function cookieValue(name: string): string {
  const found = document.cookie.split('; ').find((item) => item.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}
