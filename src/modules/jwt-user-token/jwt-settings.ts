import { z } from 'zod';
import { MAX_LIFETIME_SECONDS, PrincipalType } from '../../contract/index.js';
import { defineSettings } from '../../kernel/index.js';

/** How tokens are signed and how long they live. */
export interface JwtSettings {
  /** One algorithm for signing and verifying; never taken from a token. */
  readonly algorithm: 'HS256' | 'HS384' | 'HS512';
  /** Where the HMAC keys come from. */
  readonly keys:
    | { readonly from: 'own' }
    /** Whitespace-separated `crypt/key` values of a shop, oldest first. */
    | { readonly from: 'magento'; readonly cryptKeys: readonly string[] }
    /** Path of a JWK Set (RFC 7517, section 5). */
    | { readonly from: 'jwk-set'; readonly file: string };
  /** Seconds from issue to expiry, by principal type. Integrations get no token from here. */
  readonly lifetimeSeconds: Readonly<Partial<Record<PrincipalType, number>>>;
}

const lifetime = z.coerce.number().int().min(1).max(MAX_LIFETIME_SECONDS);

/** Magento makes 32 characters; a shorter one is a placeholder somebody forgot to replace. */
const MIN_CRYPT_KEY_LENGTH = 32;

/** Magento's are random; of 32 random hexadecimal digits, fewer than 8 distinct ones never come up. */
const isCryptKey = (key: string): boolean =>
  key.length >= MIN_CRYPT_KEY_LENGTH && new Set(key).size >= 8;

const cryptKeysOf = (text: string): string[] => text.split(/\s+/).filter((key) => key !== '');

export const JwtSettings = defineSettings(
  'JwtSettings',
  z
    .object({
      JWT_ALGORITHM: z
        .enum(['HS256', 'HS384', 'HS512'])
        .default('HS256')
        .describe('HS256, HS384 or HS512; changing it ends every JWT that is out'),
      JWT_ADMIN_LIFETIME_SECONDS: lifetime
        .default(3_600)
        .describe("seconds an administrator's JWT lives"),
      JWT_CUSTOMER_LIFETIME_SECONDS: lifetime
        .default(3_600)
        .describe("seconds a customer's JWT lives"),
      JWT_KEY_DERIVATION: z
        .enum(['own', 'magento'])
        .default('own')
        .describe("own: from the master key; magento: from a shop's crypt/key, to share its JWTs"),
      MAGENTO_CRYPT_KEY: z
        .string()
        .optional()
        .describe("with JWT_KEY_DERIVATION=magento: the shop's crypt/key; several: newest last"),
      JWT_KEYS_FILE: z
        .string()
        .optional()
        .describe('a JWK Set with the keys to use instead, newest last; overrides JWT_ALGORITHM'),
    })
    .superRefine((fields, context) => {
      if (fields.JWT_KEY_DERIVATION !== 'magento') return;
      const keys = cryptKeysOf(fields.MAGENTO_CRYPT_KEY ?? '');
      if (keys.length > 0 && keys.every(isCryptKey)) return;
      context.addIssue({
        code: 'custom',
        path: ['MAGENTO_CRYPT_KEY'],
        message: `JWT_KEY_DERIVATION=magento needs keys of at least ${MIN_CRYPT_KEY_LENGTH} characters`,
      });
    }),
  (fields): JwtSettings => ({
    algorithm: fields.JWT_ALGORITHM,
    keys: keySource(fields),
    lifetimeSeconds: {
      [PrincipalType.Admin]: fields.JWT_ADMIN_LIFETIME_SECONDS,
      [PrincipalType.Customer]: fields.JWT_CUSTOMER_LIFETIME_SECONDS,
    },
  }),
);

function keySource(fields: {
  JWT_KEY_DERIVATION: 'own' | 'magento';
  MAGENTO_CRYPT_KEY?: string | undefined;
  JWT_KEYS_FILE?: string | undefined;
}): JwtSettings['keys'] {
  if (fields.JWT_KEYS_FILE !== undefined) return { from: 'jwk-set', file: fields.JWT_KEYS_FILE };
  if (fields.JWT_KEY_DERIVATION === 'own') return { from: 'own' };
  return { from: 'magento', cryptKeys: cryptKeysOf(fields.MAGENTO_CRYPT_KEY ?? '') };
}
