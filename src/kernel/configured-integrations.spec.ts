import { describe, expect, it } from 'vitest';
import { collectAclResources } from './acl-resources.js';
import { collectIntegrations } from './configured-integrations.js';
import { defineFeature, type ConfiguredIntegration } from './feature.js';
import { defineModule } from './manifest.js';
import type { LoadedModule } from './preferences.js';

const ACL = collectAclResources([
  module('shop', [], [{ id: 'Acme_Shop::orders', title: 'Orders' }]),
]);

function module(
  name: string,
  integrations: readonly ConfiguredIntegration[],
  acl: { id: string; title: string }[] = [],
): LoadedModule {
  const feature = defineFeature({ module: class {}, integrations, acl });
  const manifest = defineModule({ name, summary: name, sequence: [], load: async () => feature });
  return { manifest, state: 'enabled', feature };
}

describe('integrations of modules', () => {
  const warehouse = { name: 'Warehouse', resources: ['Acme_Shop::orders'] };
  const everything = { name: 'Everything', resources: ['Magento_Backend::all'] };

  it('are those of all that are on', () => {
    const modules = [
      module('east', [warehouse]),
      module('west', [everything]),
      module('north', []),
    ];
    expect(collectIntegrations(modules, ACL)).toEqual([warehouse, everything]);
  });

  it.each([
    ['by two modules', [module('east', [warehouse]), module('west', [warehouse])]],
    [
      'by two modules in two spellings of one name',
      [
        module('east', [{ ...warehouse, name: 'Entrep\u00f4t' }]),
        module('west', [{ ...warehouse, name: ' Entrepo\u0302t' }]),
      ],
    ],
    ['twice by one', [module('east', [warehouse, warehouse])]],
  ])('are not brought %s', (_title, modules) => {
    expect(() => collectIntegrations(modules, ACL)).toThrow(
      expect.objectContaining({ code: 'MODULE_INTEGRATION' }),
    );
  });

  it('name both modules when two bring one', () => {
    const modules = [module('east', [warehouse]), module('west', [warehouse])];
    expect(() => collectIntegrations(modules, ACL)).toThrow(
      expect.objectContaining({
        parameters: ['Warehouse', 'modules east and west both bring it'],
      }),
    );
  });

  it('have rights that there are', () => {
    const lost = { name: 'Lost', resources: ['Acme_Shop::orders', 'Acme_Shop::gone'] };
    expect(() => collectIntegrations([module('east', [lost])], ACL)).toThrow(
      expect.objectContaining({ parameters: ['Lost', 'there is no ACL resource Acme_Shop::gone'] }),
    );
  });
});
