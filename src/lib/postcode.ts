/** A full postcode after normalising: the inward letters leave out C I K M O V (GOV.UK, "Addresses"). */
const FULL = /^([A-Z]{1,2}\d[A-Z\d]?) (\d[ABD-HJLNP-UW-Z]{2})$/;
const OUTWARD = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const GIROBANK = 'GIR 0AA';
/** British Forces post offices have a number in place of the inward half. */
const FORCES = /^BFPO(\d{1,4})$/;

/**
 * The postcode in its usual form, "MB1 1QG", from however it was typed (case, spaces, dots, hyphens, brackets),
 * or null when the text is not a full postcode.
 */
export function normalisePostcode(text: string): string | null {
  if (!/\d/.test(text)) return null;
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const [, forces] = FORCES.exec(bare) ?? [];
  if (forces !== undefined) return `BFPO ${forces}`;
  if (bare.length < 5 || bare.length > 7) return null;
  const spaced = `${bare.slice(0, -3)} ${bare.slice(-3)}`;
  return FULL.test(spaced) || spaced === GIROBANK ? spaced : null;
}

/** The outward half, "MB1", of a full postcode or of text that is only an outward half; null otherwise. */
export function normaliseOutcode(text: string): string | null {
  if (!/\d/.test(text)) return null;
  const full = normalisePostcode(text);
  if (full !== null) return full.split(' ')[0] ?? null;
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return OUTWARD.test(bare) ? bare : null;
}
