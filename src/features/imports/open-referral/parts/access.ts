import { ACCESS_FEATURES, type AccessFeature } from '#db/vocabulary.ts';
import type { AccessRecord } from '#src/features/services/record.ts';
import { readPart, readParts, type Part } from '../reading/part.ts';
import { readChoice, readText, readWeb } from '../reading/text.ts';

/** Words that say plainly that a place has something. */
const PLAIN: readonly (readonly [AccessFeature, RegExp])[] = [
  ['changing_places', /\bchanging places?\b/],
  [
    'accessible_toilet',
    /\b(?:accessible|disabled|wheelchair)(?: accessible| access)? (?:toilet|wc|loo|washroom)s?\b/,
  ],
  ['accessible_parking', /\b(?:blue badge|(?:disabled|accessible) (?:car )?(?:parking|spaces?|bays?))\b/],
  ['hearing_loop', /\b(?:hearing|induction|t)[ -]?loops?\b|\bloop system\b/],
  ['bsl', /\b(?:bsl|british sign language|sign language)\b/],
  ['quiet_space', /\bquiet (?:space|room|area)s?\b/],
  ['lift', /\blifts?\b/],
  ['assistance_dogs', /\b(?:assistance|guide) dogs?\b/],
  ['carers_welcome', /\bcarers?(?: and \w+)?(?: are)? welcome\b/],
  ['easy_read_materials', /\beasy[ -]?read\b/],
  ['captions', /\b(?:caption(?:s|ed|ing)?|subtitles?)\b/],
  ['step_free', /\bstep[ -]?free\b|\bno steps\b|\bwheel ?chair(?:s|-|\b)|\blevel access\b|\bramp(?:s|ed)?\b/],
];
/** In a sentence with one of these, something is missing or comes with a condition: no feature follows from it. */
const DOUBT =
  /\b(?:no|not|non|without|none|never|cannot|can'?t|isn'?t|aren'?t|doesn'?t|don'?t|unfortunately|limited|partial(?:ly)?|unable|unavailable|inaccessible|unsuitable|except|only|request|arrangement|planned|some|steep|out of order)\b/;
const TOILETS =
  /\b(?:wheel ?chair|accessible|disabled)(?: accessible| access)? (?:toilet|wc|loo|washroom)s?\b/g;

/** The access features that a text plainly says a place has; a doubtful sentence says nothing. */
export function findFeatures(text: string): AccessFeature[] {
  const found = new Set<AccessFeature>();
  for (const sentence of text
    .toLowerCase()
    .replaceAll('\u2019', "'")
    .split(/[.;!?\n,]|\bbut\b|\bhowever\b/)) {
    const certain = sentence
      .replace(/\bno steps\b/g, 'step-free')
      .replace(/\bstep[ -]free only\b/g, 'step-free');
    if (DOUBT.test(certain)) continue;
    for (const [feature, pattern] of PLAIN) {
      const words = feature === 'step_free' ? certain.replace(TOILETS, ' ') : certain;
      if (pattern.test(words)) found.add(feature);
    }
  }
  return ACCESS_FEATURES.filter((feature) => found.has(feature));
}

/** What a place (or an online service) offers for access: features where the words are plain, and the words. */
export function readAccess(part: Part): AccessRecord[] {
  const records = readParts(part, ['accessibility', 'accessibility_for_disabilities'], 'description').flatMap(
    readOne,
  );
  if (part.item.isOurs) return records;
  const seen = new Map(
    records.map((record) => [JSON.stringify([record.feature, record.description]), record]),
  );
  return [...seen.values()];
}

function readOne(part: Part): AccessRecord[] {
  const url = readWeb(part, 'url');
  if (part.item.isOurs) {
    const extension = readPart(part, 'front_door');
    const details = readText(part, 'details');
    return [
      {
        feature: extension === null ? null : readChoice(extension, 'feature', ACCESS_FEATURES),
        description: readText(part, 'description'),
        ...(details !== null && { details }),
        ...(url !== null && { url }),
      },
    ];
  }
  const texts = ['description', 'accessibility', 'details'].map((name) => readText(part, name));
  const [description, label, more] = texts;
  const words = description ?? label ?? more ?? null;
  const details = words === more ? null : (more ?? null);
  const features = findFeatures(texts.filter((text) => text != null).join('\n'));
  const inWords = {
    description: words,
    ...(details !== null && { details }),
    ...(url !== null && { url }),
  };
  const [only] = features;
  if (features.length === 1 && only !== undefined) return [{ feature: only, ...inWords }];
  const plain = features.map((feature) => ({ feature, description: null }));
  return words === null && url === null ? plain : [...plain, { feature: null, ...inWords }];
}
