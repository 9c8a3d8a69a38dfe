import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { MailConfig } from '#src/server/config/mail.ts';

const SERVICE = '0f2b1a6e-1d52-4a3f-9f0e-6a1c2b3d4e5f';
const SECRET = '7c9d1e2f-3a4b-4c5d-8e6f-0a1b2c3d4e5f';
const TEMPLATES = {
  email: '11111111-1111-4111-8111-111111111111',
  sms: '22222222-2222-4222-8222-222222222222',
  letter: '33333333-3333-4333-8333-333333333333',
} as const;
type Kind = keyof typeof TEMPLATES;

export interface Notification {
  id: string;
  type: Kind;
  reference: string | null;
  status: string;
  to: string | null;
  personalisation: Record<string, string>;
}

export interface NotifyServer {
  notifications: Notification[];
  /** What the next posts are answered with instead: a status, or "silence" after having taken the message. */
  faults: (number | 'silence')[];
  posts: number;
  config: MailConfig;
}

/**
 * Speaks the API of GOV.UK Notify as its documentation describes it: post an email, a text or a letter; get one by id,
 * or a list by status and reference, 250 at a time; a JWT of the service's id, signed with the key's secret.
 */
export async function startNotifyServer(secret = SECRET): Promise<NotifyServer> {
  const state: NotifyServer = { notifications: [], faults: [], posts: 0, config: notifyAt('', secret) };
  const server = createServer((request, response) => void respond(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  state.config = notifyAt(`http://127.0.0.1:${port}`, secret);
  return state;
}

const notifyAt = (url: string, secret: string): MailConfig => ({
  channel: 'notify',
  from: null,
  smtp: null,
  notify: {
    url,
    key: `tests-${SERVICE}-${secret}`,
    emailTemplate: TEMPLATES.email,
    textTemplate: TEMPLATES.sms,
    letterTemplate: TEMPLATES.letter,
  },
});

async function respond(
  state: NotifyServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const refuse = (status: number, error: string, message: string): void =>
    send(status, { status_code: status, errors: [{ error, message }] });
  if (!isSigned(request.headers.authorization ?? ''))
    return refuse(403, 'AuthError', 'Invalid token: API key not found');
  const url = new URL(request.url ?? '', 'http://localhost');
  if (request.method === 'GET') return send(...listed(state, url));
  const [, kind] = /^\/v2\/notifications\/(email|sms|letter)$/.exec(url.pathname) ?? [];
  if (kind === undefined) return refuse(404, 'NotFound', 'The requested URL was not found');
  state.posts += 1;
  const fault = state.faults.shift();
  if (typeof fault === 'number') return refuse(fault, 'Fault', 'as the test asked for');
  const taken = take(kind as Kind, JSON.parse(await text(request)) as Posted);
  if (typeof taken === 'string') return refuse(400, 'BadRequestError', taken);
  state.notifications.unshift(taken);
  if (fault === 'silence') return void response.destroy();
  send(201, { id: taken.id, reference: taken.reference, content: {}, uri: '', template: {} });
}

interface Posted {
  template_id?: string;
  email_address?: string;
  phone_number?: string;
  reference?: string;
  personalisation?: Record<string, string>;
}

/** The notification, or why it is refused. */
function take(type: Kind, posted: Posted): Notification | string {
  const { personalisation = {}, reference = null } = posted;
  if (posted.template_id !== TEMPLATES[type]) return 'Template not found';
  const missing = (type === 'sms' ? ['body'] : ['subject', 'body']).find((name) => !personalisation[name]);
  if (missing !== undefined) return `Missing personalisation: ${missing}`;
  if (type === 'email' && !/^[^@\s]+@[^@\s]+\.\w+$/.test(posted.email_address ?? ''))
    return 'email_address Not a valid email address';
  if (type === 'sms' && !/^[\d +()-]{10,}$/.test(posted.phone_number ?? ''))
    return 'phone_number Not enough digits';
  if (type === 'letter' && personalisation.address_line_3 === undefined)
    return 'Address must be at least 3 lines';
  const to = posted.email_address ?? posted.phone_number ?? null;
  return { id: randomUUID(), type, reference, status: 'created', to, personalisation };
}

function listed({ notifications }: NotifyServer, url: URL): [number, unknown] {
  const [, id] = /^\/v2\/notifications\/([\w-]+)$/.exec(url.pathname) ?? [];
  if (id !== undefined) {
    const one = notifications.find((each) => each.id === id);
    return one === undefined ? [404, { status_code: 404, errors: [] }] : [200, one];
  }
  const reference = url.searchParams.get('reference');
  const status = url.searchParams.get('status');
  const olderThan = url.searchParams.get('older_than');
  const after = olderThan === null ? 0 : notifications.findIndex((each) => each.id === olderThan) + 1;
  const found = notifications
    .slice(after)
    .filter((each) => reference === null || each.reference === reference)
    .filter((each) => status === null || each.status === status);
  return [200, { notifications: found.slice(0, 250), links: { current: url.href } }];
}

/** True for a JWT of this service (HS256), made within the last 30 seconds. */
function isSigned(authorization: string): boolean {
  const [, head = '', body = '', signature = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(authorization) ?? [];
  const expected = createHmac('sha256', SECRET).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const { iss, iat } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iss: string; iat: number };
  return iss === SERVICE && Math.abs(Date.now() / 1000 - iat) <= 30;
}
