import { describe, expect, it } from 'vitest';
import { ACL_ROOT, type AclResource, type Composition } from '../../kernel/index.js';
import { AclTree } from './acl-tree.js';

const RESOURCES: readonly AclResource[] = [
  { id: ACL_ROOT, title: 'Everything' },
  { id: 'Shop::sales', title: 'Sales' },
  { id: 'Shop::orders', title: 'Orders', parent: 'Shop::sales' },
  { id: 'Shop::cancel', title: 'Cancel', parent: 'Shop::orders' },
  { id: 'Shop::invoices', title: 'Invoices', parent: 'Shop::sales' },
  { id: 'Mail::send', title: 'Send', parent: 'Mail::off' },
];

const treeOf = (resources: readonly AclResource[]): AclTree =>
  new AclTree({ acl: new Map(resources.map((each) => [each.id, each])) } as unknown as Composition);

const tree = treeOf(RESOURCES);

const allowed = (...granted: string[]): string[] => {
  const rights = tree.rights(granted);
  return [...RESOURCES.map(({ id }) => id), 'self', 'Other::x'].filter((id) => rights.has(id));
};

describe('the rights of those who were granted', () => {
  it('nothing: nothing', () => {
    expect(allowed()).toEqual([]);
  });

  it('a leaf: that leaf, and nothing above or beside it', () => {
    expect(allowed('Shop::cancel')).toEqual(['Shop::cancel']);
  });

  it('a node: that node and everything below, however deep', () => {
    expect(allowed('Shop::sales')).toEqual([
      'Shop::sales',
      'Shop::orders',
      'Shop::cancel',
      'Shop::invoices',
    ]);
  });

  it('several: all of that', () => {
    expect(allowed('Shop::orders', 'Mail::send')).toEqual([
      'Shop::orders',
      'Shop::cancel',
      'Mail::send',
    ]);
  });

  it('the root: everything, ids that do not exist and self included', () => {
    expect(allowed('Shop::cancel', ACL_ROOT)).toEqual([
      ...RESOURCES.map(({ id }) => id),
      'self',
      'Other::x',
    ]);
  });

  it.each(['Mail::off', 'self', 'anonymous', 'constructor', '__proto__'])(
    '%s, which no module brings: nothing',
    (id) => {
      expect(allowed(id)).toEqual([]);
      expect(tree.rights([id]).has(id)).toBe(false);
    },
  );

  it('what a module adds below a node: that, too, without a new grant', () => {
    const more = treeOf([...RESOURCES, { id: 'New::x', title: 'X', parent: 'Shop::cancel' }]);
    expect(more.rights(['Shop::sales']).has('New::x')).toBe(true);
  });
});

describe('the tree', () => {
  it('hangs what has no parent, or one whose module is off, under the root', () => {
    expect(tree.root).toEqual({
      id: ACL_ROOT,
      title: 'Everything',
      children: [
        {
          id: 'Shop::sales',
          title: 'Sales',
          children: [
            {
              id: 'Shop::orders',
              title: 'Orders',
              children: [{ id: 'Shop::cancel', title: 'Cancel', children: [] }],
            },
            { id: 'Shop::invoices', title: 'Invoices', children: [] },
          ],
        },
        { id: 'Mail::send', title: 'Send', children: [] },
      ],
    });
  });

  it('knows the way up', () => {
    expect(tree.above('Shop::cancel')).toEqual(['Shop::orders', 'Shop::sales', ACL_ROOT]);
    expect(tree.above('Mail::send')).toEqual([ACL_ROOT]);
    expect([tree.above(ACL_ROOT), tree.above('Other::x')]).toEqual([[], []]);
  });

  it('refuses ids that are none, and says what may have been meant', () => {
    const refusal = (ids: string[]): string => {
      try {
        tree.check(ids);
        return 'accepted';
      } catch (error) {
        return (error as { render(): string }).render();
      }
    };
    expect(refusal(['Shop::orders', ACL_ROOT])).toBe('accepted');
    expect(refusal(['Shop::order', 'Shop::orders'])).toBe(
      'There is no ACL resource Shop::order. Did you mean Shop::orders? ' +
        'The command acl:list shows all.',
    );
    expect(refusal(['Nothing::like_it', 'Other::one'])).toBe(
      'There is no ACL resource Nothing::like_it, Other::one. The command acl:list shows all.',
    );
    expect(refusal(['all'])).toContain(`Did you mean ${ACL_ROOT}?`);
  });
});
