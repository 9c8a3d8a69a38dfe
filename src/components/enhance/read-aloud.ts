import { sentencesIn, stepFrom, voiceFor } from './sentences.ts';

interface Sentence {
  range: Range;
  text: string;
  language: string;
}

const BLOCKS = 'h1,h2,h3,h4,p,li,dt,dd,th,td,legend,label,summary,caption,a,button';
const NOT_READ =
  '[data-read-aloud],[hidden],[aria-hidden="true"],script,style,textarea,select,.govuk-visually-hidden';
const NAME = 'fd-reading';

/** Reads the page aloud sentence by sentence with the browser's own speech; nothing happens where it has none. */
export function enhanceReadAloud(): void {
  const bar = document.querySelector<HTMLElement>('[data-read-aloud]');
  const main = document.querySelector<HTMLElement>('main');
  if (bar === null || main === null || !('speechSynthesis' in window) || !('Segmenter' in Intl)) return;
  const speech = window.speechSynthesis;
  const show = (): void => {
    const languages = [document.documentElement.lang, 'en-GB'];
    if (!bar.hidden || languages.every((language) => voiceFor(speech.getVoices(), language) === null)) return;
    bar.hidden = false;
    readWith(bar, main, speech);
  };
  show();
  // Browsers load their voices after the page.
  speech.addEventListener?.('voiceschanged', show);
}

function readWith(bar: HTMLElement, main: HTMLElement, speech: SpeechSynthesis): void {
  const button = (name: string): HTMLButtonElement | null => bar.querySelector(`[data-read="${name}"]`);
  let sentences: Sentence[] = [];
  let at = 0;
  // Held here as well, or some browsers forget it and never say that it has ended.
  let speaking: SpeechSynthesisUtterance | null = null;

  const mark = (): void => {
    const shown = sentences.length === 0 ? undefined : sentences[at];
    bar.dataset.readAloud = speaking !== null ? 'reading' : shown === undefined ? '' : 'paused';
    for (const name of ['pause', 'back', 'next', 'stop'])
      button(name)?.toggleAttribute('hidden', shown === undefined || (name === 'pause' && speaking === null));
    button('play')?.toggleAttribute('hidden', speaking !== null);
    if ('highlights' in CSS) {
      if (shown === undefined) CSS.highlights.delete(NAME);
      else CSS.highlights.set(NAME, new Highlight(shown.range));
    }
    shown?.range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
  };
  const halt = (): void => {
    speaking = null;
    speech.cancel();
  };
  const say = (): void => {
    halt();
    const sentence = sentences[at];
    if (sentence === undefined) return stop();
    const { text, language } = sentence;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.voice = voiceFor(speech.getVoices(), language);
    utterance.onend = () => {
      if (speaking === utterance) move(1);
    };
    speaking = utterance;
    // A part in a language without a voice on this device is passed over rather than mangled.
    if (utterance.voice === null) move(1);
    else speech.speak(utterance);
    mark();
  };
  const move = (by: 1 | -1): void => {
    const next = stepFrom(at, by, sentences.length);
    if (next === null) return stop();
    at = next;
    say();
  };
  const stop = (): void => {
    const hadFocus = bar.contains(document.activeElement);
    halt();
    sentences = [];
    at = 0;
    mark();
    if (hadFocus) button('play')?.focus();
  };
  const play = (): void => {
    if (sentences.length === 0) sentences = sentencesOf(main);
    say();
    if (document.activeElement === document.body || bar.contains(document.activeElement))
      button('pause')?.focus();
  };
  const pause = (): void => {
    halt();
    mark();
    button('play')?.focus();
  };
  const deeds = { play, pause, stop, next: () => move(1), back: () => move(-1) };
  for (const [name, deed] of Object.entries(deeds)) button(name)?.addEventListener('click', deed);
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && sentences.length > 0) stop();
  });
  window.addEventListener('pagehide', stop);
}

/** What stands on the page in the order it is read, without what is hidden. */
function sentencesOf(main: HTMLElement): Sentence[] {
  const blocks = new Map<Element, Text[]>();
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || parent === null || parent.closest(NOT_READ) !== null) continue;
    if (parent.getClientRects().length === 0) continue;
    // A link within a sentence belongs to it; one that stands alone is its own.
    const near = parent.closest(BLOCKS) ?? parent;
    const block = near.matches('a,button')
      ? (near.parentElement?.closest('p,li,dd,td,h1,h2,h3') ?? near)
      : near;
    blocks.set(block, [...(blocks.get(block) ?? []), node]);
  }
  return [...blocks].flatMap(([block, texts]) => {
    const language = block.closest<HTMLElement>('[lang]')?.lang ?? 'en-GB';
    const whole = texts.map(({ data }) => data).join('');
    return sentencesIn(whole, language).map(({ start, end }) => ({
      range: rangeOf(texts, start, end),
      text: whole.slice(start, end).replace(/\s+/g, ' '),
      language,
    }));
  });
}

function rangeOf(texts: readonly Text[], start: number, end: number): Range {
  const range = document.createRange();
  let passed = 0;
  for (const text of texts) {
    const after = passed + text.length;
    if (start >= passed && start < after) range.setStart(text, start - passed);
    if (end > passed && end <= after) range.setEnd(text, end - passed);
    passed = after;
  }
  return range;
}

enhanceReadAloud();
