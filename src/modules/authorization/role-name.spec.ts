import { expect, it } from 'vitest';
import { newRoleName, roleKey } from './role-name.js';

it.each(['a', 'Order managers', 'Verkäufer', '销售', '🛒', 'x'.repeat(64), '🛒'.repeat(64)])(
  'accepts %s',
  (name) => {
    expect(newRoleName(name)).toBe(name);
  },
);

it.each([
  ['nothing', ''],
  ['65 characters', 'x'.repeat(65)],
  ['space in front', ' a'],
  ['space behind', 'a '],
  ['a line end', 'a\nb'],
  ['a control character', 'a\u001b[2J'],
  ['a zero-width space', 'a\u200bb'],
  ['a direction mark', 'a\u202eb'],
  ['half a surrogate pair', 'a\ud83d'],
  ['the name of what allows everything', 'all'],
  ['that name in capitals', 'ALL'],
])('refuses %s', (_what, name) => {
  expect(() => newRoleName(name)).toThrow(expect.objectContaining({ code: 'ROLE_FIELD' }));
});

it('keeps and compares names in NFC, and otherwise to the letter', () => {
  expect(newRoleName('Verka\u0308ufer')).toBe('Verk\u00e4ufer');
  expect([roleKey('e\u0301'), roleKey('Editors')]).toEqual(['\u00e9', 'Editors']);
});
