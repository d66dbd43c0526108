import { z } from 'zod';
import { defineSettings } from '../../kernel/index.js';

/** Where the master key comes from: given in the environment, or kept in a file. */
export interface SecuritySettings {
  /** Keys as text, newest last; undefined means the file. */
  readonly masterKey: string | undefined;
  /** Undefined means `master.key` in the data folder. */
  readonly masterKeyFile: string | undefined;
}

export const SecuritySettings = defineSettings(
  'SecuritySettings',
  z.object({
    MASTER_KEY: z
      .string()
      .optional()
      .describe('32 random bytes as base64url or hex; several: newest last, separated by commas'),
    MASTER_KEY_FILE: z
      .string()
      .optional()
      .describe('file with one such key per line, newest last; default: master.key in DATA_DIR'),
  }),
  ({ MASTER_KEY: masterKey, MASTER_KEY_FILE: masterKeyFile }): SecuritySettings => ({
    masterKey,
    masterKeyFile,
  }),
);
