import type { Visit } from '#src/features/accounts/visit.ts';
import { cookieName } from './cookies.ts';
import { deviceWords } from './device-words.ts';
import type { AskedPage } from './access.ts';
import { hashOfAddress } from './session.ts';

/** Where a request comes from, as signing in counts it: nothing of it can be read back. */
export function visitOf({ request, cookies, locals }: AskedPage): Visit {
  return {
    addressHash: hashOfAddress(locals.app, locals.clientAddress),
    device: deviceWords(request.headers.get('user-agent')),
    deviceToken: cookies.get(cookieName('device', locals.app.config.siteUrl))?.value || null,
    allowDemo: locals.app.config.demo,
  };
}
