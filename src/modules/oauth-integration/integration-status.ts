/** Magento's numbers. */
export const IntegrationStatus = { Inactive: 0, Active: 1, Reset: 2 } as const;

/** Who made it: people, or a module's `di.ts`. */
export const SetupType = { Manual: 0, Config: 1 } as const;

/** In words. Reset: made anew, because its module changed. */
export const statusWord = (status: number): string =>
  ['inactive', 'active', 'reset'][status] ?? String(status);

/** In words. */
export const setupWord = (setupType: number): string =>
  ['manual', 'config'][setupType] ?? String(setupType);
