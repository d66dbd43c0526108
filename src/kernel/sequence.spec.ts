import { describe, expect, it } from 'vitest';
import { defineModule, type ModuleManifest } from './manifest.js';
import { sortBySequence } from './sequence.js';

const manifest = (name: string, more: Partial<ModuleManifest> = {}): ModuleManifest =>
  defineModule({
    name,
    summary: name,
    sequence: [],
    load: async () => ({ module: class {} }),
    ...more,
  });

const order = (...manifests: ModuleManifest[]): string[] =>
  sortBySequence(manifests).map(({ name }) => name);

describe('sortBySequence', () => {
  it('puts a module after everything in its sequence, directly or through others', () => {
    expect(
      order(manifest('a', { sequence: ['b'] }), manifest('b', { sequence: ['c'] }), manifest('c')),
    ).toEqual(['c', 'b', 'a']);
  });

  it('breaks ties by the alphabet, whatever order the modules were found in', () => {
    expect(order(manifest('c'), manifest('a'), manifest('b'))).toEqual(['a', 'b', 'c']);
    expect(order(manifest('b'), manifest('c'), manifest('a'))).toEqual(['a', 'b', 'c']);
  });

  it('heeds sequenceIfEnabled where the module is there, and only there', () => {
    const later = manifest('a', { sequenceIfEnabled: ['b', 'missing'] });
    expect(order(later, manifest('b'))).toEqual(['b', 'a']);
  });

  it('reports a circle with its path, without what merely leads into it', () => {
    const manifests = [
      manifest('a', { sequence: ['b'] }),
      manifest('b', { sequence: ['c'] }),
      manifest('c', { sequenceIfEnabled: ['b'] }),
    ];
    expect(() => sortBySequence(manifests)).toThrow(
      expect.objectContaining({ code: 'MODULE_SEQUENCE_CIRCULAR', parameters: ['b -> c -> b'] }),
    );
  });

  it('reports a module that names itself', () => {
    expect(() => sortBySequence([manifest('a', { sequence: ['a'] })])).toThrow(
      expect.objectContaining({ parameters: ['a -> a'] }),
    );
  });
});
