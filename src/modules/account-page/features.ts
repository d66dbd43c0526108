import type { Composition } from '../../kernel/index.js';

/**
 * Parts of the page that are of use only beside a module, by the name they know it by. They are built
 * into the page, and so no module can bring another: hence a list, and nothing to contribute to.
 */
const FEATURES: Readonly<Record<string, string>> = {
  'two-factor': 'two-factor-auth',
  integrations: 'oauth-integration',
};

/** @returns Those whose module is on, in whatever state: its routes are there. */
export function featuresOf({ modules }: Pick<Composition, 'modules'>): string[] {
  const on = new Set(modules.map(({ manifest }) => manifest.name));
  return Object.keys(FEATURES).filter((feature) => on.has(FEATURES[feature]!));
}
