/** What fills a template, each with a typical value for trying the words out. */
export interface Filling {
  values: Readonly<Record<string, string>>;
  /** May be left out: the sentence that mentions it is then left out too. */
  optional?: Readonly<Record<string, string>>;
  links: Readonly<Record<string, string>>;
}

export const SITE = 'https://directory.marlbridge.example.org';
export const SECRET = 'q3Jk0v9XyTz1LmN8bWc2Rg';
