import { z } from 'zod';
import { defineSettings, publicUrl } from '../../kernel/index.js';

/** Where store views are found that have no address of their own. */
export interface StoreSettings {
  /** Without a slash at the end. */
  readonly baseUrl: string;
}

/** The server declares what it is made of, and refuses bad ones; here it is only read. */
export const StoreSettings = defineSettings(
  'StoreSettings',
  z.looseObject({}),
  (fields): StoreSettings => ({ baseUrl: publicUrl(fields) }),
);
