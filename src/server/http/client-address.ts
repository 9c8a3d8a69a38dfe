/**
 * Who asks, for counting requests only: never logged or stored. Each proxy of ours adds the address it saw to the
 * end of X-Forwarded-For, so the truth is the n-th from the right; what stands further left was written by
 * whoever asked. With fewer entries than proxies the header is not to be believed.
 */
export function clientAddress(remote: string, forwardedFor: string | undefined, trustProxy: number): string {
  if (trustProxy === 0 || forwardedFor === undefined) return remote;
  const chain = forwardedFor.split(',').map((part) => part.trim());
  return chain.at(-trustProxy) || remote;
}
