import { wordsOf } from '#src/lib/stem.ts';
import type { Need, NeedTree } from './content.ts';

/** What editors changed of the needs that content/needs brings: it lies over the files, which stay as they are. */
export interface NeedEdits {
  phrases: readonly { needSlug: string; phrase: string; change: 'added' | 'removed' }[];
  texts: readonly { needSlug: string; name: string; description: string }[];
}

/** Two phrases of the same words are one phrase, however they are written. */
export const phraseKey = (phrase: string): string => wordsOf(phrase).join(' ');

/**
 * The tree as editors made it: words added and taken away, names and descriptions changed. A need that was given another
 * name is still found by the one it had. Changes of needs that the files no longer have are passed over; without any
 * change the tree itself comes back.
 */
export function withNeedEdits(tree: NeedTree, { phrases, texts }: NeedEdits): NeedTree {
  if (phrases.length + texts.length === 0) return tree;
  const bySlug = new Map(
    [...tree.bySlug].map(([slug, need]) => {
      const text = texts.find((item) => item.needSlug === slug);
      const changes = phrases.filter((item) => item.needSlug === slug);
      return [slug, withChanges(need, text, changes)] as const;
    }),
  );
  return { bySlug, top: tree.top.flatMap(({ slug }) => bySlug.get(slug) ?? []) };
}

function withChanges(
  need: Need,
  text: NeedEdits['texts'][number] | undefined,
  changes: NeedEdits['phrases'],
): Need {
  if (text === undefined && changes.length === 0) return need;
  const { name, description } = text ?? need;
  const removed = new Set(
    changes.filter(({ change }) => change === 'removed').map(({ phrase }) => phraseKey(phrase)),
  );
  const formerName = phraseKey(name) === phraseKey(need.name) ? [] : [need.name];
  const kept = [...formerName, ...need.words].filter((phrase) => !removed.has(phraseKey(phrase)));
  const known = new Set([name, ...kept].map(phraseKey));
  const added = changes
    .filter(({ change, phrase }) => change === 'added' && !known.has(phraseKey(phrase)))
    .map(({ phrase }) => phrase);
  return { ...need, name, description, words: [...kept, ...added] };
}
