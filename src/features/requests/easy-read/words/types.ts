import type { Idea } from '#src/features/easy-read/types.ts';
import type { QuestionContext } from '#src/features/requests/questions/question.ts';

export type EasyIdea = Idea;

export interface EasyChoice {
  value: string;
  text: string;
  picture: string; // a key of content/pictures/pictures.yaml
  hint?: string;
}

interface Named {
  name: string; // of the field, as the question's editor reads it
  hint?: string;
}

/** One of several answers, or several of them: big buttons with pictures. */
export interface EasyChoices extends Named {
  kind: 'choices';
  legend: string;
  choices: readonly EasyChoice[];
  isMultiple?: boolean;
  /** What ids begin with, where it is not the name: that of the field whose problems are shown here. */
  id?: string;
}

export interface EasyText extends Named {
  kind: 'text';
  label: string;
  rows?: number;
  width?: 10 | 20;
  type?: 'text' | 'email' | 'tel';
  autocomplete?: astroHTML.JSX.InputHTMLAttributes['autocomplete'];
  inputmode?: 'numeric';
}

export interface EasyBirthDate {
  kind: 'birth-date';
  legend: string;
  isOwn: boolean;
}

/** One of a short list, without pictures. */
export interface EasyList extends Named {
  kind: 'list';
  label: string;
  choices: readonly { value: string; text: string }[];
}

/** A part of a page with a heading of its own. */
export interface EasyPart {
  kind: 'part';
  title: string;
  fields: readonly EasyField[];
}

export interface EasyIdeas {
  kind: 'ideas';
  ideas: readonly EasyIdea[];
}

/** What few people need, folded up: open when something in it is filled in or wrong. */
export interface EasyFold {
  kind: 'fold';
  summary: string;
  fields: readonly EasyField[];
}

/** Words of a list, one below the other. */
export interface EasyLines {
  kind: 'lines';
  picture?: string;
  before: string;
  lines: readonly string[];
}

export type EasyField =
  EasyChoices | EasyText | EasyBirthDate | EasyList | EasyPart | EasyIdeas | EasyFold | EasyLines;

/** A question in easy read: why we ask, and the same fields that the standard page has. */
export interface EasyQuestion {
  title: string;
  /** One to three: why we ask, what a hard word means, and that it can be left out where it can. */
  ideas: readonly EasyIdea[];
  fields: readonly EasyField[];
}

export type EasyWords = (context: QuestionContext) => EasyQuestion;

export const YES_OR_NO: readonly EasyChoice[] = [
  { value: 'yes', text: 'Yes', picture: 'yes' },
  { value: 'no', text: 'No', picture: 'no' },
];

/** That a field may stay empty, said in the same words everywhere. */
export const MAY_BE_EMPTY = 'You can leave this empty.';
