import { ImportRefused } from '../refusal.ts';

/** Why nothing came from an address: an answer with a status, or none at all. */
interface Cause {
  status?: number;
  retryAfter?: string | undefined; // the header
  code?: string; // of a network error
  sentence?: string; // instead of one made from the code
}

/** What the codes of Node's network errors mean to people; other errors of certificates are told by their code. */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no server of this name',
  EAI_AGAIN: 'the name of the server could not be looked up',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ERR_STREAM_PREMATURE_CLOSE: 'the connection was cut',
  EHOSTUNREACH: 'the server cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the server did not answer',
};
/** Trying again in a moment would not help against these. */
const LASTING = /^(ENOTFOUND|ERR_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HPE_|Z_|EPROTO)/;

/** An address that could not be fetched; the message is one sentence. */
export class FetchFailed extends ImportRefused {
  override name = 'FetchFailed';
  readonly status: number | null;
  readonly mayPass: boolean; // trying again may help
  readonly isAboutThis: boolean; // the server answers, but not with this: others may still come
  readonly #retryAfter: string | undefined;

  constructor(address: string, { status, retryAfter, code = '', sentence }: Cause) {
    const meaning = sentence ?? MEANINGS[code] ?? describeCode(code);
    super(
      status === undefined
        ? `${address} could not be fetched: ${meaning}.`
        : `${address} answered with ${status}${describeStatus(status)}.`,
    );
    this.status = status ?? null;
    this.mayPass =
      status === undefined
        ? code === 'ERR_STREAM_PREMATURE_CLOSE' || !LASTING.test(code)
        : status === 429 || status >= 500;
    this.isAboutThis = status !== undefined && ![401, 403, 429].includes(status);
    this.#retryAfter = retryAfter;
  }

  /** How long the server asks to be left alone: RFC 9110, Retry-After, in seconds or as a date. */
  waitMs(now: number): number {
    const text = this.#retryAfter?.trim() ?? '';
    const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
    return Number.isFinite(ms) ? Math.max(0, ms) : 0;
  }
}

const describeCode = (code: string): string =>
  /CERT|SIGNED|SIGNATURE|ALTNAME/.test(code)
    ? `its certificate cannot be trusted (${code})`
    : `the connection failed (${code})`;

const describeStatus = (status: number): string =>
  status === 404
    ? ' (not found)'
    : status === 401 || status === 403
      ? ' (not allowed)'
      : status === 429
        ? ' (too many requests)'
        : status >= 500
          ? ' (the server has a fault)'
          : '';

/** Anything thrown while fetching, as a refusal with one sentence. */
export function toFailure(
  address: string,
  error: unknown,
  { isTimeout, requestMs }: { isTimeout: boolean; requestMs: number },
): unknown {
  if (error instanceof ImportRefused) return error;
  if (isTimeout) {
    const sentence = `it was not done within ${Math.round(requestMs / 1000)} seconds`;
    return new FetchFailed(address, { code: 'ETIMEDOUT', sentence });
  }
  const codes = codesOf(error);
  // A name with several addresses fails once for each; one that is private was never tried.
  const [code] = codes;
  return code === undefined ? error : new FetchFailed(address, { code, ...unpackingOf(code) });
}

const unpackingOf = (code: string): { sentence?: string } =>
  /^(Z_|ERR_BROTLI|ERR__ERROR|ERR_PADDING)/.test(code)
    ? { sentence: 'what it sends is not what it says it is' }
    : {};

function codesOf(error: unknown): string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return [error.code];
  return [];
}
