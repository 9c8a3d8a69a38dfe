import type { Role } from './roles.ts';

/** Where a request comes from. */
export interface Visit {
  addressHash: string; // keyed hash of the network address, IPv6 cut to its /64 by the caller
  device: string; // "Firefox on Windows"
  deviceToken: string | null; // of the known-device cookie
  allowDemo: boolean; // whether accounts of the example place may sign in here
}

/** A session that has begun. Both secrets go into cookies; only hashes of them are stored. */
export interface StartedSession {
  token: string; // for the session's cookie
  sessionId: string;
  accountId: string;
  deviceToken: string; // for the known-device cookie, which lasts
}

/** A role to be given. `organisationId` is null for a role that counts everywhere. */
export interface GivenRole {
  role: Role;
  organisationId: string | null;
}
