import type { Page } from './page.js';

/** By their address. The service answers for each of them; see `account-page.controller.ts`. */
export const PAGES: Readonly<Record<string, Page>> = {
  '/account': {
    load: async () => (await import('../account/account-page.js')).AccountPage,
  },
  '/account/two-factor': {
    feature: 'two-factor',
    isPublic: true,
    load: async () => (await import('../two-factor/two-factor-page.js')).TwoFactorPage,
  },
  '/account/integrations': {
    feature: 'integrations',
    load: async () => (await import('../integrations/integrations-page.js')).IntegrationsPage,
  },
};
