import { describe, expect, it } from 'vitest';
import type { Type } from '@nestjs/common';
import { contribute, prefer } from './feature.js';
import { defineModule } from './manifest.js';
import type { ModuleState } from './module-state.js';
import { collectContributions, settlePreferences, type LoadedModule } from './preferences.js';

abstract class Port {
  abstract name: string;
}
class First extends Port {
  name = 'first';
}
class Second extends Port {
  name = 'second';
}
class Third extends Port {
  name = 'third';
}

interface Given {
  readonly use?: Type<Port>;
  readonly sequence?: string[];
  readonly sequenceIfEnabled?: string[];
  readonly state?: ModuleState;
}

const loaded = (name: string, given: Given): LoadedModule => ({
  manifest: defineModule({
    name,
    summary: name,
    sequence: given.sequence ?? [],
    sequenceIfEnabled: given.sequenceIfEnabled ?? [],
    load: async () => ({ module: class {} }),
  }),
  state: given.state ?? 'enabled',
  feature: {
    module: class {},
    preferences: given.use ? [prefer(Port, given.use)] : [],
    contributions: given.use ? [contribute(Port, given.use)] : [],
  },
});

const winner = (...modules: LoadedModule[]) => settlePreferences(modules).get(Port);

describe('settlePreferences', () => {
  const base = loaded('base', { use: First });

  it('lets the module win that names the other in its sequence', () => {
    const settled = winner(base, loaded('jwt', { use: Second, sequence: ['base'] }));
    expect([settled?.use, settled?.module]).toEqual([Second, 'jwt']);
    expect(settled?.overridden.map(({ module }) => module)).toEqual(['base']);
  });

  it('lets a module win that names the other through a third', () => {
    const between = loaded('between', { sequence: ['base'] });
    expect(winner(base, between, loaded('x', { use: Second, sequence: ['between'] }))?.use).toBe(
      Second,
    );
  });

  it('stops at two unrelated claims and names both modules', () => {
    const claims = [
      base,
      loaded('jwt', { use: Second, sequence: ['base'] }),
      loaded('paseto', { use: Third, sequence: ['base'] }),
    ];
    expect(() => settlePreferences(claims)).toThrow(
      expect.objectContaining({
        code: 'MODULE_PREFERENCE_AMBIGUOUS',
        parameters: ['Port', 'jwt', 'paseto'],
      }),
    );
  });

  it('accepts them once one names the other, even as mere order', () => {
    const settled = winner(
      base,
      loaded('jwt', { use: Second, sequence: ['base'] }),
      loaded('paseto', { use: Third, sequence: ['base'], sequenceIfEnabled: ['jwt'] }),
    );
    expect(settled?.use).toBe(Third);
    expect(settled?.overridden.map(({ module }) => module)).toEqual(['jwt', 'base']);
  });

  it('does not take the preference of an accept-only module', () => {
    const draining = loaded('jwt', { use: Second, sequence: ['base'], state: 'accept-only' });
    expect(winner(base, draining)?.use).toBe(First);
  });

  it('refuses accept-only for the only module that fulfils a contract', () => {
    expect(() => winner(loaded('base', { use: First, state: 'accept-only' }))).toThrow(
      expect.objectContaining({ code: 'MODULE_PREFERENCE_LOST', parameters: ['Port', 'base'] }),
    );
  });
});

describe('collectContributions', () => {
  it('keeps every contribution in sequence order, those of accept-only modules included', () => {
    const lists = collectContributions([
      loaded('base', { use: First }),
      loaded('jwt', { use: Second, state: 'accept-only' }),
    ]);
    expect(lists.get(Port)?.map(({ module, use }) => [module, use])).toEqual([
      ['base', First],
      ['jwt', Second],
    ]);
  });
});
