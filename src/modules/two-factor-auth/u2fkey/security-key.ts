import { z } from 'zod';

const Key = z.object({
  /** base64url, as browsers name it. */
  id: z.string(),
  /** COSE key, base64url. */
  publicKey: z.string(),
  /** How often it has signed, by its own account; never falls. */
  counter: z.int(),
  /** What its owner calls it. */
  name: z.string().default(''),
  /** NumericDate; 0: from before this was noted. */
  createdAt: z.int().default(0),
});

/** What is kept of a security key. */
export type SecurityKey = z.infer<typeof Key>;

const Keys = z.object({ keys: z.array(Key) });

/** Reads what {@link keysText} wrote. */
export const keysFrom = (text: string): SecurityKey[] => Keys.parse(JSON.parse(text)).keys;

export const keysText = (keys: readonly SecurityKey[]): string => JSON.stringify({ keys });
