import type { SectionState } from '#src/features/services/editing/task-list.ts';
import { countOf, listInWords } from '#src/lib/text.ts';

/** What a section's state is called, and how it looks. */
export const STATE_WORDS: Readonly<
  Record<SectionState, { text: string; tone: 'good' | 'caution' | 'off' | 'plain' }>
> = {
  missing: { text: 'Something is missing', tone: 'caution' },
  changed: { text: 'Changed, not sent yet', tone: 'plain' },
  done: { text: 'Done', tone: 'good' },
  empty: { text: 'Nothing yet (you can leave it)', tone: 'off' },
};

export const stateClass = (state: SectionState): string => {
  const { tone } = STATE_WORDS[state];
  return tone === 'plain' ? 'fd-state' : `fd-state fd-state--${tone}`;
};

/** The first sentence of the list: what to do next. */
export function nextStep(to: {
  isNew: boolean;
  changed: number;
  missing: readonly string[];
  isSent: boolean;
}): string {
  const lacks = `${to.missing.length <= 3 ? listInWords(to.missing) : countOf(to.missing.length, 'thing')}`;
  if (to.isNew && to.isSent && to.changed === 0)
    return 'We have your new service. The directory team looks at it, usually within two working days.';
  if (to.missing.length > 0)
    return `People who look for help will miss ${lacks}. Start with the first part that says “Something is missing”.`;
  if (to.isNew)
    return 'Everything people look for is here. Look at it as the public will see it, then send it.';
  if (to.changed > 0) return 'You have changes that nobody else can see yet. Check them and send them.';
  return 'Everything people look for is here. Choose a part to change it.';
}

/** What happens to what is sent, before it is sent. */
export function whatHappensNext(atOnce: number, proposed: number): string {
  const desk = 'The directory team looks at it, usually within two working days, and we email you.';
  if (proposed === 0) return 'The public sees this as soon as you send it.';
  if (atOnce === 0) return desk;
  return `The public sees some of this as soon as you send it. The rest is looked at first. ${desk}`;
}
