/** A language that the interface is in, beside English, in which all sentences are written. */
export interface Language {
  code: string; // ISO 639: "cy"
  name: string; // in itself: "Cymraeg"
  dir: 'ltr' | 'rtl';
  /** The English sentence to the one in this language. `{name}` stands for what changes; `<1>..</1>` for a link or the like. */
  sentences: ReadonlyMap<string, string>;
}

export type Languages = ReadonlyMap<string, Language>;
