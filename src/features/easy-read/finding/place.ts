import { sentenceWith } from '#src/features/easy-read/service/sentences.ts';
import type { PlaceResolution } from '#src/features/places/names.ts';
import type { Place } from '#src/features/places/rules.ts';

/** Why a place cannot be used, in easy words, and the places that may be meant. */
export interface PlaceProblem {
  sentence: string;
  /** What to do, in one more sentence. */
  help: string;
  choices: { text: string; near: string }[];
}

export const NO_PLACE_TYPED: PlaceProblem = {
  sentence: 'Type a postcode or a town.',
  help: 'Or choose “Anywhere”.',
  choices: [],
};

/** What to say of a place that was typed; null when it was found. */
export function placeProblem(resolution: PlaceResolution): PlaceProblem | null {
  switch (resolution.kind) {
    case 'found':
      return null;
    case 'ambiguous':
      return {
        sentence: 'There is more than one place with this name.',
        help: 'Choose the right one.',
        choices: resolution.candidates.map((place) => choiceOf(place)),
      };
    case 'unknown':
      return {
        sentence: sentenceWith('We do not know this place:', resolution.text),
        help:
          resolution.suggestions.length > 0
            ? 'Did you mean one of these?'
            : 'Check what you typed. Or type the name of a town near you.',
        choices: resolution.suggestions.map((place) => choiceOf(place)),
      };
  }
}

const choiceOf = ({ name, areaName }: Place): PlaceProblem['choices'][number] => {
  const whole = areaName === null ? name : `${name}, ${areaName}`;
  return { text: whole, near: whole };
};
