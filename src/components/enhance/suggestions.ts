import '@github/auto-complete-element';
import type { AutoCompleteElement } from '@github/auto-complete-element';
import { countOf } from '#src/lib/text.ts';

// The element fetches, opens and moves through the list. What it leaves open is settled here: it must not open before
// somebody types, must close when they go elsewhere, and Tab must only leave.
const box = document.querySelector<AutoCompleteElement>('auto-complete');
const input = box?.querySelector('input');
const list = box?.querySelector<HTMLElement>('[role="listbox"]');
if (box && input && list) enhance(box, input, list);

function enhance(box: AutoCompleteElement, input: HTMLInputElement, list: HTMLElement): void {
  const near = input.form?.querySelector<HTMLInputElement>('[name="near"]') ?? null;
  const status = box.querySelector<HTMLElement>('[data-suggestions-status]');
  const say = (words: string): void => {
    if (status) status.textContent = words;
  };
  const close = (): void => {
    box.open = false;
  };
  const isAway = (): boolean => document.activeElement !== input;
  let hasTyped = false;

  const fetchResult = box.fetchResult.bind(box);
  box.fetchResult = async (url) => (hasTyped ? fetchResult(url) : '');
  box.addEventListener('focus', () => (hasTyped = false), { capture: true });
  input.addEventListener('input', () => {
    hasTyped = true;
    say('');
  });
  box.addEventListener('load', () => {
    if (isAway()) return close();
    // A narrow window shows fewer of them.
    const options = [...list.querySelectorAll<HTMLElement>('[role="option"]')];
    const count = options.filter((option) => option.offsetHeight > 0).length;
    if (count > 0) say(`${countOf(count, 'suggestion')}. Use the up and down arrow keys to choose one.`);
    else if (hasTyped && input.value.trim() !== '') say('No suggestions.');
  });

  // Before the list sees the key: there Tab would open the option that is marked.
  box.addEventListener('keydown', ({ key }) => key === 'Tab' && close(), { capture: true });
  box.addEventListener('focusout', () => setTimeout(() => isAway() && close()));
  document.addEventListener('pointerdown', ({ target }) => {
    if (!(target instanceof Node && box.contains(target))) close();
  });
  input.form?.addEventListener('submit', close);
  // The box keeps the focus while an option is pressed, so that the list is still there when the press ends.
  list.addEventListener('mousedown', (event) => event.preventDefault());

  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a') : null;
    if (!option || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (option.dataset.near !== undefined && near) {
      event.preventDefault();
      input.value = option.dataset.rest ?? '';
      near.value = option.dataset.near;
      say(`We will look near ${near.value}.`);
    } else if (near?.value) keepPlace(option, near.value);
  });
}

/** A topic or a service is shown from the place that was typed, as it would be from the results. */
function keepPlace(option: HTMLAnchorElement, near: string): void {
  if (option.dataset.kind === 'organisation') return;
  const url = new URL(option.href);
  url.searchParams.set('near', near);
  option.href = url.href;
}
