/** A reason, in one sentence for the person who typed the command, why nothing can be imported at all. */
export class ImportRefused extends Error {
  override name = 'ImportRefused';
}
