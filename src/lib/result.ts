/** What a command answers: the value, or one of a closed set of refusals that the page turns into a sentence. */
export type Result<T, Refusal extends string> = { ok: true; value: T } | { ok: false; error: Refusal };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const refused = <Refusal extends string>(error: Refusal): { ok: false; error: Refusal } => ({
  ok: false,
  error,
});
