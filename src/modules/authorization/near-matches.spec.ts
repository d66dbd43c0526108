import { expect, it } from 'vitest';
import { nearMatches } from './near-matches.js';

const KNOWN = ['Magento_Backend::store', 'Magento_Backend::stores', 'Magento_User::acl_users'];

it.each([
  ['Magento_Backend::stor', ['Magento_Backend::store', 'Magento_Backend::stores']],
  ['magento_backend::STORES', ['Magento_Backend::stores', 'Magento_Backend::store']],
  ['acl_users', ['Magento_User::acl_users']],
  ['Magento_Users::acl_users', ['Magento_User::acl_users']],
  ['Acme_Orders::view', []],
  ['', []],
  ['x'.repeat(100_000), []],
])('for %.40s finds what was meant', (text, found) => {
  expect(nearMatches(text, KNOWN)).toEqual(found);
});

it('names three at most', () => {
  const many = ['A::a', 'A::b', 'A::c', 'A::d'];
  expect(nearMatches('A::x', many)).toEqual(['A::a', 'A::b', 'A::c']);
});
