import type { Db } from '#db/connection.ts';
import { prepareMessage } from '#src/features/messages/compose.ts';
import { canBeSentTo } from '#src/features/messages/addresses.ts';
import type { PostOffice, PreparedMessage } from '#src/features/messages/types.ts';
import { fillingOf, type MessageName } from '#src/features/messages/wording/templates.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { paths } from '#src/lib/paths.ts';
import type { Happening } from '../happenings.ts';
import { listTeamMates, findNavigator, readTold, type TeamMate, type Told } from '../queries/told.ts';
import { copyReceiver, receiverFor, receiverInstead, type Reach } from '../rules.ts';
import { AUDIENCES, HEARD_INSTEAD, rowOf, WHO_HEARS, type Audience, type Row } from '../table.ts';
import { gapsFor, gapsOf, patientGaps, serviceGaps, whenOf, type Gaps } from '../wording.ts';

/** One who hears, and how. `suffix` tells several of one audience apart. */
interface Hearer {
  audience: Audience;
  reach: Extract<Reach, { way: 'message' }>;
  suffix?: string;
}

/**
 * Puts into words who hears what of a happening, by the one table (table.ts) and by what is safe (rules.ts): to be called
 * before it is written, each message then queued in its transaction with `queueMessage`. Nobody is written to who has no
 * safe way: empty then.
 */
export async function prepareTelling(
  db: Db,
  post: PostOffice,
  happening: Happening,
  _at: Date,
): Promise<PreparedMessage[]> {
  if (happening.kind === 'request.attempted' && !leavesThemUntold(happening.outcome)) return [];
  const told = await readTold(db, post.keys, happening);
  if (told === undefined) return [];
  const row = rowOf(happening);
  const messages = await messagesOf(db, post, { happening, row, told });
  if (happening.kind !== 'request.sent') return messages;
  return [...messages, ...(await messagesOf(db, post, { happening, row: 'request.copy', told }))];
}

/** Whoever was spoken with knows; what the try left behind is a message of its own. */
const leavesThemUntold = (outcome: string): boolean => outcome === 'no-answer' || outcome === 'wrong-details';

interface Telling {
  happening: Happening;
  row: Row;
  told: Told;
}

async function messagesOf(db: Db, post: PostOffice, telling: Telling): Promise<PreparedMessage[]> {
  const { row } = telling;
  const hearers = await Promise.all(
    AUDIENCES.filter((audience) => WHO_HEARS[row][audience] !== null).map((audience) =>
      hearersOf(db, telling, audience),
    ),
  );
  return hearers.flat().flatMap((hearer) => {
    const template = WHO_HEARS[row][hearer.audience];
    return template === null ? [] : [write(post, telling, hearer, template)];
  });
}

async function hearersOf(db: Db, telling: Telling, audience: Audience): Promise<Hearer[]> {
  const { happening, told } = telling;
  if (audience === 'navigator')
    return (await matesFor(db, happening, told)).map(({ email, accountId }) => ({
      audience,
      reach: byEmail(email),
      suffix: accountId ?? 'team',
    }));
  if (audience === 'service') {
    const address = 'service' in happening ? happening.service.address : null;
    return address === null ? [] : [{ audience, reach: byEmail(address) }];
  }
  if (happening.kind === 'handover' && happening.to !== null) {
    const { kind, to, form = 'plain' } = happening.to;
    return [{ audience, reach: { way: 'message', kind, to, form, isToPrint: false } }];
  }
  if (told.answers === null) return [];
  const reach = reachOf(telling, told.answers, audience);
  return reach.way === 'message' ? [{ audience, reach }] : [];
}

const byEmail = (to: string): Hearer['reach'] => ({
  way: 'message',
  kind: 'email',
  to,
  form: 'plain',
  isToPrint: false,
});

function reachOf(
  { row, told }: Telling,
  answers: Answers,
  audience: Exclude<Audience, 'navigator' | 'service'>,
): Reach {
  const facts = { madeBy: told.madeBy, isGpAgreed: told.isGpAgreed };
  if (row === 'request.copy')
    return audience === copyAudience(told)
      ? copyReceiver(answers, facts)
      : { way: 'nobody', why: 'not-theirs' };
  const reach = receiverFor(answers, audience, facts);
  const isHeardInstead = audience === 'person' && reach.way !== 'message' && HEARD_INSTEAD.has(row);
  return isHeardInstead ? receiverInstead(answers, facts) : reach;
}

const copyAudience = ({ madeBy }: Told): Audience =>
  madeBy === 'helper' || madeBy === 'professional' ? madeBy : 'person';

/** Who of us hears: whose the request is, or comes to be; the team while it is nobody's. Never whoever did it. */
async function matesFor(db: Db, happening: Happening, told: Told): Promise<TeamMate[]> {
  const actorId = happening.actorId ?? null;
  if (happening.kind === 'request.handed-over') {
    const next = await findNavigator(db, happening.navigatorId);
    return next === null || next.accountId === actorId ? [] : [next];
  }
  // Sent by a navigator for the person, it is theirs at once.
  if (happening.kind === 'request.sent' && actorId !== null && (await findNavigator(db, actorId)) !== null)
    return [];
  const isNobodys = happening.kind === 'request.put-back' || told.navigator === null;
  const mates = isNobodys || told.navigator === null ? await listTeamMates(db) : [told.navigator];
  return mates.filter(
    ({ accountId, email }) => (accountId === null || accountId !== actorId) && canBeSentTo('email', email),
  );
}

function write(post: PostOffice, telling: Telling, hearer: Hearer, template: MessageName): PreparedMessage {
  const { happening } = telling;
  const { audience, reach } = hearer;
  const { values, optional = {}, links } = fillingOf(template);
  const names = { values: Object.keys(values), optional: Object.keys(optional) };
  const isOfReferral = audience === 'service' && 'referralId' in happening;
  return prepareMessage(post, {
    kind: reach.kind,
    template,
    to: reach.to,
    form: reach.form,
    isToPrint: reach.isToPrint,
    values: gapsFor(names, gapsOfHearer(telling, hearer), template),
    links: 'link' in links ? { link: linkFor(post, telling, hearer) } : {},
    about: isOfReferral
      ? { entity: 'referral', id: happening.referralId }
      : { entity: 'request', id: happening.requestId },
    dedupeKey: dedupeKeyOf(telling, hearer),
  });
}

function gapsOfHearer({ happening, row, told }: Telling, { audience, reach }: Hearer): Gaps {
  const gaps = gapsOf(happening, row, told);
  if (audience === 'service') return serviceGaps(happening, told.referralReference);
  if (audience === 'gp' && told.answers !== null) {
    const { name, dateOfBirth, nhsNumber } = told.answers;
    const patient = {
      name: name?.full ?? null,
      bornOn: dateOfBirth?.date ?? null,
      nhsNumber: nhsNumber?.number ?? null,
    };
    return { ...gaps, ...patientGaps(reach, patient) };
  }
  return {
    when: whenOf(told.isSameDay, told.contactDueOn),
    navigator: told.namedNavigator,
    ...gaps,
  };
}

/** A whole web address for whoever reads it: the person's own page, the navigator's, or the service's. */
function linkFor({ site }: PostOffice, { happening, row, told }: Telling, { audience }: Hearer): string {
  const { requestId } = happening;
  const whole = (path: string): string => `${site.url}${path}`;
  if (audience === 'service')
    return ('service' in happening ? happening.service.link : null) ?? whole(paths.partnerReferrals());
  if (audience === 'navigator') {
    if (happening.kind === 'referral.escalated') return whole(paths.workspaceChoose(requestId));
    return whole(
      'referralId' in happening
        ? paths.workspaceReferral(requestId, happening.referralId)
        : paths.workspaceRequest(requestId),
    );
  }
  if (happening.kind === 'handover') return happening.link;
  if (happening.kind === 'feedback.asked') return whole(paths.requestFeedback(happening.token));
  const secret = happening.kind === 'request.sent' ? happening.trackSecret : told.trackSecret;
  if (secret === null) return whole(paths.contact());
  return whole(row === 'request.copy' ? paths.trackCopy(secret) : paths.track(secret));
}

/**
 * Names the happening and who hears, so that it is told once however often it is prepared. Of services that were asked
 * together the person hears once, by the key of the sending.
 */
function dedupeKeyOf({ happening, row }: Telling, { audience, suffix }: Hearer): string {
  const isOfSending = happening.kind === 'referral.sent' && audience !== 'service';
  const about = 'referralId' in happening && !isOfSending ? happening.referralId : happening.requestId;
  return [row, about, occurrenceOf(happening), audience, suffix]
    .filter((part) => part !== undefined && part !== null)
    .join(':');
}

function occurrenceOf(happening: Happening): string | null {
  if (happening.kind === 'request.attempted') return happening.attemptId;
  if (happening.kind === 'request.added') return happening.noteId;
  return happening.key ?? null;
}
