/**
 * Accepts the spellings operators bring from Magento: `Magento_JwtUserToken` and `JwtUserToken`
 * mean `jwt-user-token`. Anything else, an npm package's name above all, stays as it is.
 */
export function moduleName(spelling: string): string {
  const bare = spelling.replace(/^Magento_/, '');
  if (!/^[A-Z][A-Za-z0-9]*$/.test(bare)) return spelling;
  return bare.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
