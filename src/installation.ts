import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { defineSettings, Switchboard, type Environment } from './kernel/index.js';

/** Folder of the modules this package ships. */
export const MODULES_FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'modules');

export const InstallationSettings = defineSettings(
  'InstallationSettings',
  z.object({
    MODULES_FILE: z
      .string()
      .default('etc/modules.json')
      .describe('file with the state of each module'),
    MODULES: z
      .string()
      .optional()
      .describe('overrides the file: name=state,... with enabled, accept-only or disabled'),
  }),
  ({ MODULES_FILE: file, MODULES: override }) => ({ file, override }),
);

/** @returns The shipped modules and any packages, in the states that the settings give them. */
export function openSwitchboard(environment: Environment): Promise<Switchboard> {
  const { file, override } = InstallationSettings.parse(environment);
  return Switchboard.open({ folders: [MODULES_FOLDER], states: file, override });
}

/** Loads `.env` from the working directory, if there is one, into the process's environment. */
export function loadDotEnv(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error;
  }
}
