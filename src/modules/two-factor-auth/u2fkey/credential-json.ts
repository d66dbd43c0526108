import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

/** Magento's clients send base64, browsers' own `toJSON` base64url; either will do. */
const Bytes = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9+/_-]*={0,2}$/)
  .transform((text) => Buffer.from(text, 'base64').toString('base64url'));

const Credential = z.object({ id: Bytes, rawId: Bytes.optional() });

const Attestation = Credential.extend({
  response: z.object({ clientDataJSON: Bytes, attestationObject: Bytes }),
});

const Assertion = Credential.extend({
  response: z.object({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: Bytes.nullish().transform((handle) => handle ?? undefined),
  }),
});

/** @returns What a browser answered to a registration; `undefined` for anything else. */
export function attestationFrom(json: string): RegistrationResponseJSON | undefined {
  const { data } = Attestation.safeParse(parsed(json));
  return data && whole(data, data.response);
}

/** @returns What a browser answered to an authentication; `undefined` for anything else. */
export function assertionFrom(json: string): AuthenticationResponseJSON | undefined {
  const { data } = Assertion.safeParse(parsed(json));
  if (!data) return undefined;
  const { userHandle, ...response } = data.response;
  return whole(data, { ...response, ...(userHandle !== undefined && { userHandle }) });
}

const whole = <R>({ id }: { readonly id: string }, response: R) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
  response,
});

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
