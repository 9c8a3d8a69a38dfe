import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that an address belongs to, as guesses are counted: the address itself, or the first 64 bits of an IPv6
 * address, because whoever has one has all 2^64 of them (RFC 4291, 2.5.4). An IPv4 address written as IPv6 is itself.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined && isIPv4(mapped)) return mapped;
  if (!isIPv6(bare)) return bare;
  // The URL parser writes an IPv6 address in its one shortest form (WHATWG URL, "IPv6 serializer").
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
