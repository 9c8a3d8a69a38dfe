/** Where a sentence stands in a text: from its first character to after its last. */
export interface Span {
  start: number;
  end: number;
}

/**
 * The sentences of a text in a language (BCP 47), by the Unicode rules that browsers bring (UAX 29); white space around
 * them is left out, and a piece without a letter or digit is none. A full stop in "10.30am" or "www.example.org" ends none.
 */
export function sentencesIn(text: string, language: string): Span[] {
  const spans: Span[] = [];
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const start = index + (segment.length - segment.trimStart().length);
    if (/[\p{L}\p{N}]/u.test(segment)) spans.push({ start, end: index + segment.trimEnd().length });
  }
  return spans;
}

/** The position `by` steps on from `at`, among so many; null past the last. Before the first is the first. */
export function stepFrom(at: number, by: 1 | -1, count: number): number | null {
  const next = Math.max(0, at + by);
  return next < count ? next : null;
}

/** Of a browser's voices: what choosing among them needs. */
export interface Voice {
  lang: string;
  localService: boolean;
  default: boolean;
}

/**
 * The voice to read a language with; null where there is none. Only one that speaks on the device itself: others would
 * send what is read to a company.
 */
export function voiceFor<V extends Voice>(voices: readonly V[], language: string): V | null {
  const [wanted = ''] = language.toLowerCase().split('-');
  const own = voices.filter(
    (voice) => voice.localService && /^[a-z]+/i.exec(voice.lang)?.[0].toLowerCase() === wanted,
  );
  const exact = own.filter((voice) => voice.lang.replace('_', '-').toLowerCase() === language.toLowerCase());
  const among = exact.length > 0 ? exact : own;
  return among.find((voice) => voice.default) ?? among[0] ?? null;
}
