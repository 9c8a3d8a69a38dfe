import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { ImportRefused } from '../refusal.ts';

/** Gives the addresses of a host name; the system's own unless a test says otherwise. */
export type Resolve = (
  host: string,
  done: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

/** Says whether a connection to an IP address is allowed. */
export type MayReach = (address: string) => boolean;

const ALLOW = 'FRONT_DOOR_ALLOW_PRIVATE_SOURCES=on allows it';

/**
 * True for addresses of the public internet alone: not private, loopback, link-local, shared by a provider (CGNAT),
 * multicast, reserved, nor IPv6 forms that wrap an IPv4 address.
 */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';

/**
 * The address as a URL that may be asked for. Refuses other protocols than http and https, names and passwords, and
 * an address written out that may not be reached. What a host name leads to is checked on connecting, by `guardedLookup`.
 */
export function checkAddress(text: string, mayReach: MayReach): URL {
  if (!URL.canParse(text)) throw new ImportRefused(`"${text}" is not a web address.`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ImportRefused(`${url.protocol}// addresses are not fetched, only http and https.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new ImportRefused('The address holds a name or password, which would be stored and shown.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayReach(host)) throw new PrivateAddress(host);
  return url;
}

/** An address within somebody's own network, which nothing fetched may lead to. */
export class PrivateAddress extends ImportRefused {
  override name = 'PrivateAddress';
  constructor(host: string) {
    super(`${host} is a private address, which is not fetched: ${ALLOW}.`);
  }
}

/**
 * A look-up for node:http that gives only addresses that may be reached: the connection is made to what was checked, so that a name
 * which answers differently a moment later gains nothing.
 */
export function guardedLookup(mayReach: MayReach, resolve: Resolve = resolveBySystem): LookupFunction {
  return (host, options, callback) => {
    resolve(host, (error, found) => {
      const family = options.family === 4 || options.family === 6 ? options.family : 0;
      const wanted = found.filter((item) => family === 0 || item.family === family);
      const allowed = wanted.filter((item) => mayReach(item.address));
      const [first] = allowed;
      if (error !== null) callback(error as NodeJS.ErrnoException, '');
      else if (first === undefined) callback(new PrivateAddress(host), '');
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

const resolveBySystem: Resolve = (host, done) =>
  systemLookup(host, { all: true }, (error, addresses) => done(error, error === null ? addresses : []));
