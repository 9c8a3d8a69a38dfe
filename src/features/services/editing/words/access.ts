import { ACCESS_FEATURES } from '#db/vocabulary.ts';
import type { AccessRecord, ServiceRecord } from '#src/features/services/record.ts';
import type { SectionEditor } from '../editor.ts';
import { itemsAfter } from '../kept-items.ts';
import { LIMITS, tooLong } from '../limits.ts';
import { asTyped, textOf, textsOf } from '../typed.ts';
import { applied } from './texts.ts';

/** Access that no feature of the list says, as one paragraph. */
const paragraphOf = ({ description, details, url }: AccessRecord): string =>
  asTyped(description ?? details ?? url).replace(/\n\s*\n/g, '\n');
const paragraphsIn = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const inWords = (record: ServiceRecord): AccessRecord[] =>
  record.access.filter((item) => item.feature === null);
const wordsOf = (record: ServiceRecord): string =>
  inWords(record)
    .map(paragraphOf)
    .filter((part) => part !== '')
    .join('\n\n');

export const access: SectionEditor = {
  show: (record) => ({
    features: record.access.flatMap(({ feature }) => feature ?? []),
    accessWords: wordsOf(record),
  }),
  async apply(record, typed) {
    const ticked = new Set(textsOf(typed, 'features'));
    const features = ACCESS_FEATURES.filter((feature) => ticked.has(feature));
    const held = new Set(record.access.flatMap(({ feature }) => feature ?? []));
    const words = paragraphsIn(textOf(typed, 'accessWords')).join('\n\n');
    const hasSameFeatures = held.size === features.length && features.every((feature) => held.has(feature));
    if (hasSameFeatures && words === wordsOf(record)) return applied(record, []);
    const kept = record.access.filter(({ feature }) => feature !== null && ticked.has(feature));
    const added = features
      .filter((feature) => !held.has(feature))
      .map((feature): AccessRecord => ({ feature, description: null }));
    const texts = itemsAfter(inWords(record), paragraphOf, paragraphsIn(words), (description) => ({
      feature: null,
      description,
    }));
    const refusal =
      words === wordsOf(record)
        ? null
        : tooLong('accessWords', 'What you say about access', words, LIMITS.accessWords);
    return applied({ ...record, access: [...kept, ...added, ...texts] }, refusal === null ? [] : [refusal]);
  },
};
