/** The keys of a data folder, kept outside the database. Commands that store personal data take them. */
export interface Keys {
  /**
   * Seals a text so that the database alone tells nothing. `context` names what it belongs to, "feedback:ID": what
   * was sealed for one row cannot be opened as another's.
   */
  seal(text: string, context: string): string;
  /** Opens what `seal` made with the same context. Throws when it was altered, moved or sealed by a lost key. */
  unseal(sealed: string, context: string): string;
  /**
   * A keyed hash (HMAC-SHA-256, 43 characters of base64url), for finding a value again without storing it. `purpose`
   * keeps the same value in two columns from looking alike. It stays the same when the sealing key is rotated.
   */
  hash(text: string, purpose: string): string;
}
