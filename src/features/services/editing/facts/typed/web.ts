const LONGEST = 2000;

/**
 * A website's address as people type it: "www.example.org" is given "https://". Null for what is none: another protocol,
 * spaces, a name without a dot, or a user name in it.
 */
export function webAddress(text: string): string | null {
  const plain = text.trim();
  if (plain.length > LONGEST || /\s/.test(plain) || plain.includes('@')) return null;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(plain) && !/^[^/:]+:\d/.test(plain) ? plain : `https://${plain}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, hostname } = new URL(whole);
  return /^https?:$/.test(protocol) && /^[^.]+(\.[^.]+)+$/.test(hostname) ? whole : null;
}

/** As `webAddress`, and null for one that anybody on the way can read or change: it must begin with https. */
export function secureAddress(text: string): string | null {
  const address = webAddress(text);
  return address?.startsWith('https://') === true ? address : null;
}
