import { expect, test } from 'vitest';
import {
  declineEvidence,
  offerEvidence,
  seeEvidence,
  takeEvidenceBack,
} from '#src/features/evidence/commands/papers.ts';
import { hasPapersRunningOut, remindOfEvidence } from '#src/features/evidence/commands/remind.ts';
import { listEvidence, listOffered, listSeenPapers } from '#src/features/evidence/queries/evidence.ts';
import { setTrusted } from '#src/features/organisations/commands.ts';
import { plainService } from '#src/features/services/record.ts';
import { actorOf, addAccount, NOW, POST, readEvents, readMessages } from '../../support/accounts/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { idOf, writeDirectory } from '../../support/directory.ts';

const CLUB = idOf('organisation', 'club');
const DESK = actorOf('desk');
const TODAY = '2026-11-21';

async function club() {
  const db = await testDatabase();
  await writeDirectory(db, [plainService('lunch', 'club', 'Lunch club')]);
  const ada = await addAccount(db, {
    email: 'ada@example.org',
    roles: [{ role: 'organisation_manager', organisationId: CLUB }],
  });
  const offer = async (expiresOn: string | null = null) => {
    const paper = { organisationId: CLUB, kind: 'safeguarding_policy' as const, what: null, expiresOn };
    return (await offerEvidence(db, paper, actorOf(ada), NOW)).id;
  };
  const see = (id: string, expiresOn: string | null, seenOn = TODAY) =>
    seeEvidence(db, { id, seenOn, expiresOn }, DESK, NOW);
  const publicly = (today = TODAY) => listSeenPapers(db, CLUB, today);
  const version = async () =>
    (await db.selectFrom('directory_version').select('version').executeTakeFirstOrThrow()).version;
  return { db, ada, offer, see, publicly, version };
}

test('a paper is public once it was seen, until the day after it runs out', async () => {
  const { offer, see, publicly, version } = await club();
  const id = await offer('2026-12-31');
  expect(await publicly()).toEqual([]);
  const before = await version();
  expect(await see(id, '2026-12-31')).toEqual({ ok: true, value: 'seen' });
  expect(await version()).toBeGreaterThan(before);
  expect(await publicly()).toEqual([{ kind: 'safeguarding_policy', seenOn: TODAY }]);
  expect(await publicly('2026-12-31')).toHaveLength(1);
  expect(await publicly('2027-01-01')).toEqual([]);
});

test('what was seen counts on while a new one is offered, and is over when that is seen', async () => {
  const { db, offer, see, publicly } = await club();
  const old = await offer();
  await see(old, '2026-12-01', '2026-01-02');
  const next = await offer();
  expect(await publicly()).toEqual([{ kind: 'safeguarding_policy', seenOn: '2026-01-02' }]);
  await see(next, null);
  expect(await publicly()).toEqual([{ kind: 'safeguarding_policy', seenOn: TODAY }]);
  expect((await listEvidence(db, [CLUB])).map(({ id }) => id)).toEqual([next]);
});

test('a paper is settled once, and a declined one stays known until another is offered', async () => {
  const { db, offer, see, publicly } = await club();
  const id = await offer();
  expect((await declineEvidence(db, { id, reason: 'It has no date' }, DESK, NOW)).ok).toBe(true);
  expect(await see(id, null)).toEqual({ ok: false, error: 'closed' });
  expect(await publicly()).toEqual([]);
  expect(await listOffered(db)).toEqual([]);
  expect((await listEvidence(db, [CLUB]))[0]?.declineReason).toBe('It has no date');
  const next = await offer();
  expect((await listEvidence(db, [CLUB])).map((paper) => paper.id)).toEqual([next]);
});

test('an organisation takes back its own papers and nobody else’s', async () => {
  const { db, ada, offer, see, publicly } = await club();
  const id = await offer();
  await see(id, null);
  const take = (organisationId: string) => takeEvidenceBack(db, { id, organisationId }, actorOf(ada), NOW);
  expect(await take('another')).toEqual({ ok: false, error: 'unknown' });
  expect(await publicly()).toHaveLength(1);
  expect((await take(CLUB)).ok).toBe(true);
  expect(await publicly()).toEqual([]);
  expect((await readEvents(db)).slice(-3)).toEqual([
    `evidence.offer by ${ada}`,
    'evidence.see by desk',
    `evidence.take-back by ${ada}`,
  ]);
});

test('managers are reminded of a paper once, from 30 days before it runs out', async () => {
  const { db, offer, see } = await club();
  await see(await offer(), '2026-12-22');
  const on = (day: string) => new Date(`${day}T08:45:00Z`);
  expect(await hasPapersRunningOut(db, on('2026-11-21'))).toBe(false);
  expect(await remindOfEvidence(db, POST, on('2026-11-22'), NOW)).toBe(1);
  expect(await remindOfEvidence(db, POST, on('2026-11-22'), NOW)).toBe(0);
  expect(await remindOfEvidence(db, POST, on('2026-12-10'), NOW)).toBe(0);
  const [mail, ...others] = await readMessages(db);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ template: 'evidence-expires', to: 'ada@example.org' });
  expect(mail?.text).toContain('22 December 2026');
});

test('nobody is reminded of what they have offered anew, or of what has run out', async () => {
  const { db, offer, see } = await club();
  await see(await offer(), '2026-11-30');
  expect(await hasPapersRunningOut(db, new Date('2026-12-01T08:45:00Z'))).toBe(false);
  expect(await hasPapersRunningOut(db, NOW)).toBe(true);
  await offer('2027-11-30');
  expect(await hasPapersRunningOut(db, NOW)).toBe(false);
});

test('a partner is trusted and no longer trusted, with who decided it', async () => {
  const { db } = await club();
  const set = (isTrusted: boolean) => setTrusted(db, { organisationId: CLUB, isTrusted }, DESK, NOW);
  expect((await set(true)).ok).toBe(true);
  expect(await set(true)).toEqual({ ok: false, error: 'already' });
  const row = () => db.selectFrom('organisation').selectAll().executeTakeFirstOrThrow();
  expect(await row()).toMatchObject({ trusted_since: NOW.toISOString(), trusted_by: 'desk' });
  expect((await set(false)).ok).toBe(true);
  expect(await row()).toMatchObject({ trusted_since: null, trusted_by: null });
  expect((await readEvents(db)).slice(-2)).toEqual([
    'organisation.trust by desk',
    'organisation.untrust by desk',
  ]);
});
