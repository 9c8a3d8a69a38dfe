const POUNDS = /^(?:£|gbp)?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\s*(?:pounds?|quid|gbp)?$/;
const PENCE = /^(\d+)\s*(?:p|pence)$/;

/** Dearer than anything a community service asks for; more is a slip. */
export const MOST_POUNDS = 100_000;

/**
 * An amount in pounds as people type it: "3", "£3.50", "2.5", "50p", "1,200", "free". Null for what is no amount, has
 * more than two decimals or is more than a service can cost.
 */
export function parsePounds(text: string): number | null {
  const plain = text.trim().toLowerCase();
  if (plain === 'free' || plain === 'nothing') return 0;
  const pence = PENCE.exec(plain);
  if (pence !== null) return checked(Number(pence[1]));
  const pounds = POUNDS.exec(plain);
  if (pounds === null) return null;
  return checked(
    Number((pounds[1] ?? '').replaceAll(',', '')) * 100 + Number((pounds[2] ?? '').padEnd(2, '0')),
  );
}

const checked = (pence: number): number | null => (pence <= MOST_POUNDS * 100 ? pence / 100 : null);

/** An amount as a form shows it: "3", "2.50"; nothing for one that is not known. */
export function showPounds(amount: number | null): string {
  if (amount === null) return '';
  return Number.isInteger(amount) ? String(amount) : amount.toFixed(2);
}
