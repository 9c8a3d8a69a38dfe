import { changedFields } from '#src/features/services/fields.ts';
import { plainService, type ServiceRecord } from '#src/features/services/record.ts';

/** A content as the `revision` table keeps it. */
export const keepContent = (record: ServiceRecord): string => JSON.stringify(record);

/** What `keepContent` kept. A field that services did not have then says nothing. */
export function readContent(text: string): ServiceRecord {
  const kept = JSON.parse(text) as ServiceRecord;
  return { ...plainService(kept.key, kept.organisationKey, kept.name), ...kept };
}

/** What stands before the first word of a new service: a record that says nothing. */
export const nothingYet = ({ key, organisationKey }: ServiceRecord): ServiceRecord => ({
  ...plainService(key, organisationKey, ''),
  id: key,
});

/** True when two contents say the same in every field. */
export const saySame = (a: ServiceRecord, b: ServiceRecord): boolean => changedFields(a, b).length === 0;
