import { describe, expect, it } from 'vitest';
import { ACL_ROOT, collectAclResources, isAclId } from './acl-resources.js';
import type { AclResource } from './feature.js';
import { defineModule } from './manifest.js';
import type { LoadedModule } from './preferences.js';

const loaded = (name: string, ...acl: AclResource[]): LoadedModule => ({
  manifest: defineModule({
    name,
    summary: name,
    sequence: [],
    load: async () => ({ module: class {} }),
  }),
  state: 'enabled',
  feature: { module: class {}, acl },
});

const root = loaded('authorization', { id: ACL_ROOT, title: 'All' });

const refusal = (...modules: LoadedModule[]): unknown => {
  try {
    return collectAclResources(modules);
  } catch (error) {
    return error;
  }
};

describe('collectAclResources', () => {
  it('keeps every resource in the order of the modules, and those of modules without any', () => {
    const found = collectAclResources([
      root,
      loaded('none'),
      loaded('shop', { id: 'Shop::b', title: 'B' }, { id: 'Shop::a', title: 'A' }),
    ]);
    expect([...found.keys()]).toEqual([ACL_ROOT, 'Shop::b', 'Shop::a']);
  });

  it('takes the same resource from two modules, whether or not it names the root', () => {
    const found = collectAclResources([
      root,
      loaded('one', { id: 'Shop::a', title: 'A' }),
      loaded('two', { id: 'Shop::a', title: 'A', parent: ACL_ROOT }),
    ]);
    expect([...found.keys()]).toEqual([ACL_ROOT, 'Shop::a']);
  });

  it('takes a resource whose parent no module brings', () => {
    const found = collectAclResources([
      loaded('one', { id: 'Shop::a', title: 'A', parent: 'Off::b' }),
    ]);
    expect(found.get('Shop::a')?.parent).toBe('Off::b');
  });

  it.each([
    ['title', { id: 'Shop::a', title: 'Another' }],
    ['parent', { id: 'Shop::a', title: 'A', parent: 'Shop::b' }],
  ])('stops where two modules differ in the %s, and names both', (_, other) => {
    expect(
      refusal(loaded('one', { id: 'Shop::a', title: 'A' }), loaded('two', other)),
    ).toMatchObject({
      code: 'MODULE_ACL',
      parameters: ['Shop::a', 'modules one and two give it different titles or parents'],
    });
  });

  it('stops at a circle, and shows it', () => {
    const circle = loaded(
      'one',
      { id: 'Shop::a', title: 'A', parent: 'Shop::b' },
      { id: 'Shop::b', title: 'B', parent: 'Shop::c' },
      { id: 'Shop::c', title: 'C', parent: 'Shop::b' },
    );
    expect(refusal(root, circle)).toMatchObject({
      code: 'MODULE_ACL',
      parameters: ['Shop::b', 'it is below itself: Shop::a -> Shop::b -> Shop::c -> Shop::b'],
    });
  });

  it('stops where the root is put below something', () => {
    const lowered = loaded('one', { id: ACL_ROOT, title: 'All', parent: 'Shop::a' });
    expect(refusal(lowered, loaded('two', { id: 'Shop::a', title: 'A' }))).toMatchObject({
      code: 'MODULE_ACL',
    });
  });

  it.each([
    'self',
    'anonymous',
    'Shop',
    'Shop::',
    '::a',
    'Shop::a b',
    'Shöp::a',
    'Shop::a,Shop::b',
  ])('stops at the id %j, and names the module', (id) => {
    expect(refusal(loaded('one', { id, title: 'A' }))).toMatchObject({
      code: 'MODULE_ACL',
      parameters: [id, 'module one spells it unlike Vendor_Name::name'],
    });
  });

  it('allows ids as long as their column, and no longer', () => {
    expect([`S::${'a'.repeat(252)}`, `S::${'a'.repeat(253)}`].map(isAclId)).toEqual([true, false]);
  });
});
