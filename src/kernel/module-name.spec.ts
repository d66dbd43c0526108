import { describe, expect, it } from 'vitest';
import { moduleName } from './module-name.js';

describe('moduleName', () => {
  it.each([
    ['jwt-user-token', 'jwt-user-token'],
    ['JwtUserToken', 'jwt-user-token'],
    ['Magento_JwtUserToken', 'jwt-user-token'],
    ['Magento_TwoFactorAuth', 'two-factor-auth'],
    ['Integration', 'integration'],
    ['@acme/tokenwright-paseto', '@acme/tokenwright-paseto'],
    ['acme_paseto', 'acme_paseto'],
  ])('reads %s as %s', (spelling, name) => {
    expect(moduleName(spelling)).toBe(name);
  });
});
