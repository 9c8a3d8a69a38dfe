/** Thrown at the end of a transaction that is to be undone; the message says what it would have done. */
export class DryRun extends Error {}
