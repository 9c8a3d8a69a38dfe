import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connection.ts';
import { ROLES, ROLE_NAMES, type Role } from '#src/features/accounts/roles.ts';
import { openKeyRing } from '#src/server/keys/key-ring.ts';
import { signedInAs, type TestPerson } from '../../support/accounts/signed-in.ts';
import { ask, type Answer } from '../../support/pages/ask.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { addDeskThings } from './desk-to-open.ts';
import { addProposal } from './revision-to-open.ts';
import { addWorkspaceThings } from './workspace-to-open.ts';
import { ACCESS, PUBLIC_ROUTE, type Access, type Who } from './access-table.ts';

interface Asker {
  name: string;
  cookie: string | null;
  /** What they hold; null: they are not fully signed in. */
  roles: readonly Role[] | null;
  isHalfWay: boolean;
}

let server: TestServer;
let askers: Asker[] = [];
let address: (route: string) => string;

beforeAll(async () => {
  server = await startTestServer();
  const file = join(server.dataFolder, 'front-door.sqlite');
  const organisationId = await anyOrganisation(file);
  const signIn = (roles: readonly Role[], strength: 1 | 2 = 2): Promise<TestPerson> =>
    signedInAs(
      file,
      roles.map((role) => (ROLES[role].scope === 'organisation' ? { role, organisationId } : role)),
      { strength },
    );
  const asker = async (name: string, roles: readonly Role[]): Promise<Asker> => {
    const { cookie } = await signIn(roles);
    return { name, cookie, roles, isHalfWay: true };
  };
  const halfWay = await signIn(['administrator'], 1);
  const stopped = await signIn(['administrator']);
  const ended = await signIn(['administrator']);
  await stop(file, stopped.accountId, ended.sessionId);
  askers = [
    { name: 'nobody', cookie: null, roles: null, isHalfWay: false },
    { name: 'a made-up session', cookie: 'fd-session=AAAAAAAAAAAAAAAAAAAAAA', roles: null, isHalfWay: false },
    { name: 'a stopped administrator', cookie: stopped.cookie, roles: null, isHalfWay: false },
    { name: 'an administrator signed out', cookie: ended.cookie, roles: null, isHalfWay: false },
    {
      name: 'an administrator before the second step',
      cookie: halfWay.cookie,
      roles: null,
      isHalfWay: true,
    },
    await asker('somebody without a role', []),
  ];
  // One after the other: two connections of one process that write at once would wait for each other in vain.
  for (const role of ROLE_NAMES) askers.push(await asker(role, [role]));
  address = await addressesOf(file, await signIn(['editor']), organisationId);
}, 60_000);

afterAll(async () => {
  await server.stop();
});

async function anyOrganisation(file: string): Promise<string> {
  const db = openDatabase(file);
  const { id } = await db.selectFrom('organisation').select('id').orderBy('id').executeTakeFirstOrThrow();
  await db.destroy();
  return id;
}

async function stop(file: string, accountId: string, sessionId: string): Promise<void> {
  const db = openDatabase(file);
  const at = new Date().toISOString();
  await db.updateTable('account').set({ stopped_at: at }).where('id', '=', accountId).execute();
  await db.updateTable('session').set({ ended_at: at }).where('id', '=', sessionId).execute();
  await db.destroy();
}

/** Fills the changing parts of addresses with things that exist, so that "not found" hides no missing refusal. */
async function addressesOf(
  file: string,
  bystander: TestPerson,
  organisationId: string,
): Promise<(route: string) => string> {
  const db = openDatabase(file);
  const at = new Date().toISOString();
  const messageId = uuidv7();
  const taskId = uuidv7();
  await db
    .insertInto('message')
    .values({
      id: messageId,
      created_at: at,
      kind: 'email',
      template: 'invitation',
      template_version: 'x',
      form: 'plain',
      to_sealed: 'x',
      to_hash: 'x',
      content_sealed: 'x',
      dedupe_key: messageId,
      failed_at: at,
      failure: 'Nobody is there.',
    })
    .execute();
  await db
    .insertInto('task')
    .values({
      id: taskId,
      kind: 'message-failed',
      entity: 'message',
      entity_id: messageId,
      title: 'A message could not be sent',
      dedupe_key: taskId,
      created_at: at,
    })
    .execute();
  const pairOf = async (table: 'service' | 'organisation'): Promise<string> =>
    (await db.selectFrom(table).select('id').orderBy('id').limit(2).execute()).map(({ id }) => id).join('/');
  const [services, organisations] = [await pairOf('service'), await pairOf('organisation')];
  const { serviceId, revisionId } = await addProposal(db, organisationId);
  const desk = await addDeskThings(db);
  const workspace = await addWorkspaceThings(db, openKeyRing(dirname(file)));
  await db.destroy();
  return (route) =>
    route
      .replace('/admin/records/[id]', `/admin/records/${workspace.requestId}`)
      .replace('/workspace/requests/[id]', `/workspace/requests/${workspace.requestId}`)
      .replace('[referralId]/[move]', `${workspace.referralId}/withdraw`)
      .replace('[referralId]', workspace.referralId)
      .replace('[messageId]', workspace.letterId)
      .replace('/desk/reports/[id]', `/desk/reports/${desk.reportId}`)
      .replace('/desk/undo/[id]', `/desk/undo/${desk.undoId}`)
      .replace('/desk/sources/[id]', `/desk/sources/${desk.sourceId}`)
      .replace('/desk/do-not-list/[id]', `/desk/do-not-list/${desk.entryId}`)
      .replace('/desk/proposals/[id]', `/desk/proposals/${revisionId}`)
      .replace('/partner/services/[id]', `/partner/services/${serviceId}`)
      .replace('[number]', '1')
      .replace('[fact]', 'space')
      .replace('[section]', 'name')
      .replace('organisations/[first]/[second]', `organisations/${organisations}`)
      .replace('[first]/[second]', services)
      .replace('[service]', services.split('/')[0] ?? '')
      .replace('organisations/[id]', `organisations/${organisations.split('/')[0] ?? ''}`)
      .replace('[accountId]', bystander.accountId)
      .replace('/desk/needs/[slug]', '/desk/needs/caring-for-someone')
      .replace('/admin/messages/[id]', `/admin/messages/${messageId}`)
      .replace('/admin/tasks/[id]', `/admin/tasks/${taskId}`)
      .replace('/admin/people/[id]', `/admin/people/${bystander.accountId}`)
      .replace('/account/sessions/[id]', `/account/sessions/${bystander.sessionId}`)
      .replace('[sequence]', '1')
      .replace('[name]', 'source-refresh')
      .replace('[token]', 'AAAAAAAAAAAAAAAAAAAAAA');
}

const send = (route: string, method: 'GET' | 'POST', cookie: string | null): Promise<Answer> =>
  ask(server.url, address(route), {
    method,
    headers: {
      ...(cookie === null ? {} : { cookie }),
      ...(method === 'POST'
        ? { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' }
        : {}),
    },
    ...(method === 'POST' ? { body: '' } : {}),
  });

const mayPass = (who: Who, asker: Asker): boolean => {
  if (who === 'anybody') return true;
  if (who === 'half-way') return asker.isHalfWay;
  if (asker.roles === null) return false;
  return who === 'signed-in' || asker.roles.some((role) => who.includes(role));
};

/** What an answer says about access: let in, told to sign in (further), or told that this is not theirs. */
function verdict(answer: Answer): 'in' | 'sign in' | 'not yours' | 'broken' {
  if (answer.status >= 500) return 'broken';
  if (answer.status === 403) return 'not yours';
  const isSentToSignIn =
    answer.status === 303 &&
    /^\/(sign-in([/?]|$)|account\/second-step\?)/.test(answer.headers.location ?? '');
  return isSentToSignIn ? 'sign in' : 'in';
}

const expectedVerdict = (row: Access, who: Who, asker: Asker): string => {
  if (mayPass(who, asker)) return 'in';
  return asker.roles === null && row.askedBy !== 'a script' ? 'sign in' : 'not yours';
};

/** What would end an asker's own session, or answers everybody by sending them on to sign in. */
const SENDS_ON = new Set([
  '/sign-out',
  '/sign-in/second-step',
  '/sign-in/recovery-code',
  '/sign-in/oidc/callback',
]);

describe('the table of access', () => {
  const routes = (JSON.parse(readFileSync('tests/pages/routes.json', 'utf8')) as string[]).filter(
    (route) => !PUBLIC_ROUTE.test(route),
  );

  test('has every page that is not for everybody, and no other', () => {
    expect(ACCESS.map(({ route }) => route).sort()).toEqual(routes.sort());
  });

  test('says of every page that takes a form who may send it', () => {
    const takers = globSync('src/pages/**/*.{astro,ts}').flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const takesForms = /\breadForm[<(]|\bhandleSection\(|request\.method|export const POST/.test(text);
      const route = `/${file
        .replace(/^src\/pages\//, '')
        .replace(/\.(astro|ts)$/, '')
        .replace(/(^|\/)index$/, '')}`;
      return takesForms && !PUBLIC_ROUTE.test(route) ? [route] : [];
    });
    expect(
      ACCESS.filter(({ post }) => post !== null)
        .map(({ route }) => route)
        .sort(),
    ).toEqual(takers.sort());
  });
});

describe('who may open and do what', () => {
  const check = async (row: Access, method: 'GET' | 'POST', who: Who): Promise<void> => {
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const asker of askers) {
      found[asker.name] = verdict(await send(row.route, method, asker.cookie));
      expected[asker.name] = expectedVerdict(row, who, asker);
    }
    expect(found).toEqual(expected);
  };
  const rows = ACCESS.filter(({ route }) => !SENDS_ON.has(route));

  test.each(rows.flatMap((row) => (row.get === null ? [] : [[row.route, row, row.get] as const])))(
    'GET %s',
    (_, row, who) => check(row, 'GET', who),
  );

  test.each(rows.flatMap((row) => (row.post === null ? [] : [[row.route, row, row.post] as const])))(
    'POST %s',
    (_, row, who) => check(row, 'POST', who),
  );

  test('pages of staff are never kept by a browser or a proxy', async () => {
    const administrator = askers.find(({ name }) => name === 'administrator');
    for (const { route, get } of ACCESS) {
      if (get === null || SENDS_ON.has(route)) continue;
      const { headers } = await send(route, 'GET', administrator?.cookie ?? null);
      expect([route, headers['cache-control']]).toEqual([route, 'no-store']);
    }
  });
});
