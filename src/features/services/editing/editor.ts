import type { IdeaPictures } from '#src/features/pictures/propose.ts';
import type { ShownPicture } from '#src/features/pictures/shown.ts';
import type { PictureRefusal } from '#src/features/pictures/rules.ts';
import type { LocationRecord, ServiceRecord } from '#src/features/services/record.ts';
import type { PublicCalendar } from '#src/features/schedules/rules.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { Result } from '#src/lib/result.ts';

/** What writing a section may ask of the world. */
export interface EditContext {
  today: string; // YYYY-MM-DD in England
  calendar: PublicCalendar; // bank holidays and terms
  /** The needs there are, in the order of the tree. */
  needs: readonly { slug: string; name: string; parent: string | null }[];
  /** The needs that a service's own words speak of, the clearest first. */
  suggestNeeds(words: { name: string; description: string | null }): readonly string[];
  /** Keeps a picture for an organisation (its id) and gives the picture's id. */
  keepPicture(organisationId: string, bytes: Uint8Array): Promise<Result<string, PictureRefusal>>;
  /** The picture that a content names, for showing it; undefined: it names none. */
  showPicture(record: Pick<ServiceRecord, 'picture'>): Promise<ShownPicture | undefined>;
  /** The pictures of easy read, and the words that speak of each. */
  pictures: IdeaPictures;
  /** A service's facts as ideas in easy read, to begin from. */
  factsAsIdeas(record: ServiceRecord): Promise<readonly { picture: string; words: string }[]>;
  /** The places of the organisation's services, to choose from. */
  places?: readonly LocationRecord[];
  /** Where a postcode is, normalised; undefined: not in the gazetteer. */
  locate(
    postcode: string,
  ): Promise<{ latitude: number; longitude: number; areaName: string | null } | undefined>;
}

/** A refusal at a field, in a sentence. */
export interface FieldProblem {
  field: string;
  text: string;
}

export type Applied = { ok: true; record: ServiceRecord } | { ok: false; problems: FieldProblem[] };

/** One section of the editor's list: how it fills its form, and what it makes of what was typed. */
export interface SectionEditor {
  /** What fills the form. */
  show(record: ServiceRecord): FormValues;
  /** The content with what was typed in its fields and nothing else changed; or what is to be mended. Never throws. */
  apply(record: ServiceRecord, typed: Readonly<FormValues>, context: EditContext): Promise<Applied>;
  /**
   * The form after a button that is not "Save": a row added or taken away (`button` is its value). Nothing typed is lost.
   */
  press?(typed: Readonly<FormValues>, button: string): FormValues;
  /** In place of `press` where a button needs to know the content or the world. */
  pressIn?(
    typed: Readonly<FormValues>,
    button: string,
    record: ServiceRecord,
    context: EditContext,
  ): Promise<FormValues>;
  /** In place of `apply` where a form brings files: the whole form, as the browser sent it. */
  applyForm?(record: ServiceRecord, form: FormData, context: EditContext): Promise<Applied>;
}

/** What the component of a section gets. */
export interface SectionFieldsProps {
  record: ServiceRecord; // as saved last
  values: Readonly<FormValues>;
  errorFor: (field: string) => string | undefined;
  context: EditContext;
}
