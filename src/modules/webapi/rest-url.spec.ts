import { describe, expect, it } from 'vitest';
import { processorMs } from '../../../test/support/processor-time.js';
import { REST_ADDRESS, rewriteRestUrl, type RawRequest } from './rest-url.js';

const rewrite = (url: string, method = 'GET') => {
  const request: RawRequest = { url, method };
  return { url: rewriteRestUrl(request), ...request[REST_ADDRESS] };
};

describe('rewriteRestUrl', () => {
  it.each(['/rest/V1/modules', '/rest/V1/modules?a=b/', '/rest/V1', '/rest/V12x/y?/'])(
    'leaves %j as it is, and nothing on the request',
    (url) => {
      expect(rewrite(url)).toEqual({ url });
    },
  );

  it.each([
    '/',
    '/docs/',
    '/openapi.json',
    '/restful/V1/x',
    '/REST/V1/x',
    '/x?y=/rest/V1/z',
    '/shop/rest/api/x/V1/y',
    '/a/rest',
    '*',
  ])('takes no notice of %j', (url) => {
    expect(rewrite(url, 'PATCH')).toEqual({ url });
  });

  it.each([
    ['/rest/default/V1/modules', '/rest/V1/modules', 'default'],
    ['/rest/all/V1/modules?x=1', '/rest/V1/modules?x=1', 'all'],
    ['/rest/default/V1/modules/', '/rest/V1/modules', 'default'],
    ['/rest/rest/V1/modules', '/rest/V1/modules', 'rest'],
    ['/index.php/rest/de/V1/modules', '/rest/V1/modules', 'de'],
    ['/rest/V/V1/modules', '/rest/V1/modules', 'V'],
  ])('takes the store code out of %j', (url, rewritten, storeCode) => {
    expect(rewrite(url)).toEqual({
      url: rewritten,
      storeCode,
      methodRefused: false,
      pathRefused: false,
    });
  });

  it.each([
    ['/rest/V1/modules/', '/rest/V1/modules'],
    ['/rest/V1/modules//?a', '/rest/V1/modules?a'],
    ['/index.php/rest/V1/modules', '/rest/V1/modules'],
    ['/shop/index.php/rest/V1/modules', '/rest/V1/modules'],
    ['http://host:80/rest/V1/modules', '/rest/V1/modules'],
    ['https://host/index.php/rest/V1/modules', '/rest/V1/modules'],
  ])('finds the route of %j', (url, rewritten) => {
    expect(rewrite(url)).toEqual({ url: rewritten, methodRefused: false, pathRefused: false });
  });

  it.each([
    '/rest',
    '/rest/',
    '/rest?x',
    '/rest/v1/modules',
    '/rest/V/modules',
    '/rest/schema',
    '/rest/a/b/V1/modules',
    '/rest//V1/modules',
    '/rest/default',
  ])('refuses the path of %j', (url) => {
    expect(rewrite(url)).toMatchObject({ pathRefused: true, methodRefused: false });
  });

  it.each(['PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'])('refuses %s', (method) => {
    for (const url of ['/rest/V1/modules', '/rest/all/V1/x', '/rest', '/index.php/rest/V1/x'])
      expect(rewrite(url, method)).toMatchObject({ methodRefused: true });
  });

  it('takes no longer for sixteen thousand slashes', async () => {
    const spent = await processorMs(() => {
      rewrite(`/rest/V1/${'/'.repeat(16_000)}x/`);
      expect(rewrite(`/rest/V1/x${'/'.repeat(16_000)}`).url).toBe('/rest/V1/x');
    });
    expect(spent).toBeLessThan(50);
  });
});
