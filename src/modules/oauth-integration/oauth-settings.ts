import { z } from 'zod';
import { defineSettings } from '../../kernel/index.js';

/** How signed requests are judged and handshakes are made. */
export interface OauthSettings {
  /** Whether an access token alone is good as a bearer, where the integration does not say. */
  readonly asBearer: boolean;
  readonly allowHmacSha1: boolean;
  /** The oldest timestamp that is accepted, in seconds; so long nonces are kept. */
  readonly nonceRetentionSeconds: number;
  /** How long what was rolled is still good. */
  readonly rollOverlapSeconds: number;
  /** Whether credentials may be posted to private addresses. */
  readonly allowPrivateEndpoints: boolean;
}

/** `true`, `false`, `1` and `0`. */
const flag = z
  .enum(['true', 'false', '1', '0'])
  .default('false')
  .transform((text) => text === 'true' || text === '1');

export const OauthSettings = defineSettings(
  'OauthSettings',
  z.object({
    OAUTH_INTEGRATION_AS_BEARER: flag.describe(
      "true: an integration's access token alone is good as a bearer token",
    ),
    OAUTH_ALLOW_HMAC_SHA1: flag.describe('true: signatures with HMAC-SHA1 are accepted, too'),
    OAUTH_NONCE_RETENTION_SECONDS: z.coerce
      .number()
      .int()
      .min(60)
      .max(604_800)
      .default(7_200)
      .describe('seconds a nonce is remembered; older requests are refused'),
    OAUTH_ROLL_OVERLAP_SECONDS: z.coerce
      .number()
      .int()
      .min(0)
      .max(31_536_000)
      .default(86_400)
      .describe('seconds for which old credentials are good after a roll'),
    OAUTH_ALLOW_PRIVATE_ENDPOINTS: flag.describe(
      'true: the handshake may post credentials to private and loopback addresses',
    ),
  }),
  (fields): OauthSettings => ({
    asBearer: fields.OAUTH_INTEGRATION_AS_BEARER,
    allowHmacSha1: fields.OAUTH_ALLOW_HMAC_SHA1,
    nonceRetentionSeconds: fields.OAUTH_NONCE_RETENTION_SECONDS,
    rollOverlapSeconds: fields.OAUTH_ROLL_OVERLAP_SECONDS,
    allowPrivateEndpoints: fields.OAUTH_ALLOW_PRIVATE_ENDPOINTS,
  }),
);
