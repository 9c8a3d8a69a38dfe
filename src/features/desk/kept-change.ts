import type { Visibility } from '#db/vocabulary.ts';
import type { ContentField } from '#src/features/services/fields.ts';
import type { ServiceRecord } from '#src/features/services/record.ts';
import type { ChangeKind } from './changes.ts';

/** A service's fields before and after a change; what imports began to leave alone with it. */
export interface KeptContent {
  id: string;
  before: Partial<ServiceRecord>;
  after: Partial<ServiceRecord>;
  newlyLocal: ContentField[]; // local_field
}

export interface KeptVisibility {
  id: string;
  before: { visibility: Visibility; hiddenReason: string | null };
  after: { visibility: Visibility; hiddenReason: string | null };
}

/** What taking back a change of many services needs. */
export interface KeptChange {
  kind: ChangeKind;
  names: string[]; // of the services, as they were called
  contents: KeptContent[];
  visibilities: KeptVisibility[];
}

/** Some fields of a record; what it does not say is null, which JSON keeps. */
export const pickFields = (record: ServiceRecord, fields: readonly ContentField[]): Partial<ServiceRecord> =>
  Object.fromEntries(fields.map((field) => [field, record[field] ?? null])) as Partial<ServiceRecord>;
