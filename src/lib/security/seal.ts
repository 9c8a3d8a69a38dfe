import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12; // NIST SP 800-38D recommends 96 bits for GCM
const TAG_BYTES = 16;

/**
 * Text sealed with AES-256-GCM under a 32-byte key: base64url of nonce, tag and cipher text. `context` is bound in
 * (additional data), so a sealed value moved to another row or column no longer opens.
 */
export function sealWith(key: Uint8Array, text: string, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens what `sealWith` sealed; null when the key, the context or a single bit is not the same. */
export function unsealWith(key: Uint8Array, sealed: string, context: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString('utf8');
  } catch {
    return null;
  }
}

/** A 32-byte key made from a secret, for one purpose (HKDF-SHA-256). */
export const deriveKey = (secret: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, 'front-door', purpose, 32));

/** A secret for a link: 128 random bits, safe in a web address. */
export const newSecret = (): string => randomBytes(16).toString('base64url');

/** What is stored of a secret, so that the file alone opens nothing. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
