import { writtenLanguage, type WrittenLanguage } from '#src/features/services/languages.ts';
import type { ServiceTextRecord } from '#src/features/services/record.ts';
import { paragraphs } from '#src/lib/text.ts';

/** What a service says of itself in another language. */
export interface TextView extends WrittenLanguage {
  id: string; // of its place on the page: "in-cy"
  name: string | null;
  summary: string | null;
  /** All it says after its name, in the order of the page. */
  paragraphs: string[];
}

/** Texts as a page shows them, in the order given; one that says nothing is left out. */
export const presentTexts = (texts: readonly ServiceTextRecord[]): TextView[] =>
  texts.flatMap((text) => {
    const { name, summary, description, eligibilityDescription, applicationProcess } = text;
    const said = [summary, description, eligibilityDescription, applicationProcess].flatMap((words) =>
      paragraphs(words ?? ''),
    );
    return name === null && said.length === 0
      ? []
      : [{ ...writtenLanguage(text.language), id: `in-${text.language}`, name, summary, paragraphs: said }];
  });

/** A video's address when it is one that a page may lead to: what imports bring is not checked by a form. */
export const videoAddress = (address: string | null): string | null =>
  address !== null && URL.canParse(address) && new URL(address).protocol === 'https:' ? address : null;
