import { isIP } from 'node:net';
import { z } from 'zod';
import { isDay } from '#src/lib/dates.ts';
import type { EventFilter } from './queries.ts';

/** What stands for a network address in the trail. */
export const ADDRESS_HASH = /^[\w-]{12}$/;

const day = (sentence: string) => z.string().refine(isDay, sentence).optional();

/**
 * What to look for, as it is typed. It is sent by POST: a name, an email address and a network address have no place in
 * the address of a page, which browsers and proxies keep.
 */
export const AuditSearchForm = z
  .object({
    person: z.string().max(200, 'Enter at most 200 characters').optional(),
    entity: z.string().max(100).optional(),
    id: z.string().max(200, 'Enter at most 200 characters').optional(),
    action: z.string().max(100).optional(),
    from: day('Enter the first day, like 2026-11-21'),
    to: day('Enter the last day, like 2026-11-21'),
    address: z
      .string()
      .refine(
        (text) => isIP(text) !== 0 || ADDRESS_HASH.test(text),
        'Enter a network address, like 192.0.2.1, or its short form as the list shows it',
      )
      .optional(),
    session: z.string().max(100).optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'The last day must not be before the first',
  });
export type AuditSearch = z.infer<typeof AuditSearchForm>;

const text = z.string().min(1).max(200).optional().catch(undefined);
const readableDay = z.string().refine(isDay).optional().catch(undefined);

/** The same as it stands in the page's address, by ids and hashes; what makes no sense there is passed over. */
export const AuditQueryForm = z.object({
  actor: text,
  entity: text,
  id: text,
  action: text,
  from: readableDay,
  to: readableDay,
  address: text,
  session: text,
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});
export type AuditQuery = z.infer<typeof AuditQueryForm>;

export const toFilter = ({
  actor,
  entity,
  id,
  action,
  from,
  to,
  address,
  session,
}: AuditQuery): EventFilter => ({
  actor,
  entity,
  entityId: id,
  action,
  from,
  to,
  addressHash: address,
  sessionId: session,
});
