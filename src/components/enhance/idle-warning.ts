import { clockWords, idleStateOf, idleWords, type IdleKind, type IdleState } from './idle-times.ts';

const LOOK_EVERY_MS = 5_000;

/** Says five minutes before somebody is signed out that they will be, with a button to stay. */
export function enhanceIdleWarning(): void {
  const box = document.querySelector<HTMLElement>('.fd-idle');
  const words = box?.querySelector<HTMLElement>('[data-idle-words]');
  const stay = box?.querySelector<HTMLButtonElement>('[data-idle-stay]');
  if (!box || !words || !stay) return;
  const idleMinutes = Number(box.dataset.idleMinutes);
  const endsAt = Date.now() + Number(box.dataset.secondsLeft) * 1000;
  const tabs = new BroadcastChannel('fd-session');
  let lastUsed = Date.now();
  let said: IdleKind = 'quiet';

  const say = ({ kind, inSeconds }: IdleState): void => {
    // The sentence stays as it is while it stands, so that it is spoken once; what is over stays over.
    if (kind === said || said === 'over') return;
    said = kind;
    const then = new Date(Date.now() + inSeconds * 1000);
    words.textContent = idleWords(kind, clockWords(then.getHours(), then.getMinutes()));
    stay.hidden = kind !== 'idle-soon';
    box.classList.toggle('fd-idle--shown', kind !== 'quiet');
  };
  const look = (): void =>
    say(idleStateOf((Date.now() - lastUsed) / 1000, idleMinutes, (endsAt - Date.now()) / 1000));
  const used = (): void => {
    lastUsed = Date.now();
    look();
  };

  stay.addEventListener('click', () => {
    // An empty form: the server takes nothing else from a page.
    fetch(box.dataset.renewal ?? '', { method: 'POST', body: new URLSearchParams(), redirect: 'manual' })
      .then(({ status }) => {
        if (status === 403) return say({ kind: 'over', inSeconds: 0 });
        if (status !== 204) throw new Error(String(status));
        used();
        tabs.postMessage('used');
      })
      .catch(() => (words.textContent = 'That did not work. Try again in a moment.'));
  });
  tabs.addEventListener('message', used);
  // This page was just answered: that counts for every tab.
  tabs.postMessage('used');
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', look);
}
