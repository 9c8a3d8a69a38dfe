import { SHORTLIST_COOKIE, readShortlistIds } from '#src/lib/shortlist-cookie.ts';

/** Shows which services are saved, and saves without leaving the page. */
export function enhanceShortlist(): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-save]')].map((form) => ({
    form,
    button: form.querySelector('button'),
    addTo: form.action,
  }));
  const show = (): void => {
    const saved = readShortlistIds(cookieValue(SHORTLIST_COOKIE));
    for (const count of document.querySelectorAll<HTMLElement>('[data-shortlist-count]')) {
      count.hidden = saved.length === 0;
      count.textContent = ` (${saved.length})`;
    }
    for (const { form, button, addTo } of forms) {
      const isSaved = saved.includes(form.dataset.save ?? '');
      // The words after the first are the name of the service, for screen readers.
      button?.firstChild?.replaceWith(isSaved ? 'Saved: remove' : 'Save');
      form.action = (isSaved ? form.dataset.removeAction : null) ?? addTo;
    }
  };
  for (const { form } of forms) {
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

function cookieValue(name: string): string {
  const found = document.cookie.split('; ').find((item) => item.startsWith(`${name}=`));
  return found === undefined ? '' : decodeURIComponent(found.slice(name.length + 1));
}
