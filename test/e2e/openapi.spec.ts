import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModuleFile } from '../../src/kernel/index.js';
import { readText } from '../architecture/source-files.js';
import { startTestApp, WITH_JWT, type TestApp } from '../support/test-app.js';

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { schema?: { properties?: object }; examples?: object }>
    >;
  };
  readonly responses: Readonly<Record<string, { content: Record<string, { example?: unknown }> }>>;
}

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const SHIPPED = Object.fromEntries(readModuleFile('etc/modules.json'));

const describedBy = async ({ app }: TestApp): Promise<Description> =>
  (await app.inject({ url: '/openapi.json' })).json<Description>();

describe('the description of what is shipped', () => {
  let service: TestApp;
  let description: Description;

  beforeAll(async () => {
    service = await startTestApp({ modules: SHIPPED });
    description = await describedBy(service);
  });
  afterAll(() => service.stop());

  const operations = (): [string, Operation][] =>
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );

  it('is the one in docs/openapi.json (npm run openapi)', async () => {
    const { body } = await service.app.inject({ url: '/openapi.json' });
    expect(body).toBe(readText('docs/openapi.json'));
  });

  it('is the same for the next application of the process', async () => {
    const next = await startTestApp({ modules: SHIPPED });
    expect(await describedBy(next)).toEqual(description);
    await next.stop();
  });

  it('has every route of the service, but for pages and metrics', () => {
    const known = routesOf(service).filter(
      (route) => !/ \/(?:account|docs|metrics|openapi\.json)/.test(route),
    );
    expect(known).toContain('POST /oauth/token/request');
    const described = operations().map(([route]) => route.replaceAll(/\{(\w+)\}/g, ':$1'));
    expect(known.length).toBeGreaterThan(2);
    expect(described.toSorted()).toEqual(known.toSorted());
  });

  it('gives every operation a summary, an example of success, and an error with its text', () => {
    const poor = operations().filter(
      ([, { summary = '', responses }]) =>
        !/^[A-Z].*[^.]$/.test(summary) ||
        Object.values(responses['200']?.content ?? {})[0]?.example === undefined ||
        !Object.keys(responses).some((status) => Number(status) >= 400),
    );
    expect(poor.map(([route]) => route)).toEqual([]);
  });

  it('says what a body may have in it, with an example, in JSON and in XML', () => {
    const bodies = operations().flatMap(([route, { requestBody }]) =>
      requestBody ? [{ route, content: requestBody.content }] : [],
    );
    expect(bodies.length).toBeGreaterThan(5);
    const poor = bodies.filter(({ content }) =>
      ['application/json', 'application/xml'].some(
        (type) =>
          Object.keys(content[type]?.schema?.properties ?? {}).length === 0 ||
          Object.keys(content[type]?.examples ?? {}).length === 0,
      ),
    );
    expect(poor.map(({ route }) => route)).toEqual([]);
  });

  it('says that the handshake of OAuth speaks forms', () => {
    for (const step of ['request', 'access']) {
      const { responses } = description.paths[`/oauth/token/${step}`]!.post!;
      const types = Object.values(responses).flatMap(({ content }) => Object.keys(content));
      expect(new Set(types)).toEqual(new Set(['application/x-www-form-urlencoded']));
      expect(Object.keys(responses)).toEqual(['200', '400', '401', '503']);
    }
  });

  it('says which routes need a token', () => {
    const { paths } = description;
    expect(paths['/rest/V1/integration/admin/token']!.post!.security).toBeUndefined();
    expect(paths['/rest/V1/modules']!.get!.security).toEqual([{ bearer: [] }]);
    expect(paths['/rest/V1/modules']!.get!.description).toContain('`Magento_Backend::admin`');
  });

  it('shows a page that loads nothing from elsewhere', async () => {
    const page = await service.app.inject({ url: '/docs' });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
    expect(assets.length).toBeGreaterThan(3);
    for (const url of assets)
      expect([url, (await service.app.inject({ url })).statusCode]).toEqual([url, 200]);
  });

  it.each(['/docs/package.json', '/docs/..%2fpackage.json', '/docs/index.html', '/docs/'])(
    'has no file at %s but those of the page',
    async (url) => {
      const { statusCode, headers } = await service.app.inject({ url });
      const page = url === '/docs/' && String(headers['content-type']).startsWith('text/html');
      expect(statusCode === 404 || page).toBe(true);
    },
  );
});

describe('the description of fewer modules', () => {
  it('has no route of a module that is off', async () => {
    const service = await startTestApp({ modules: { ...WITH_JWT, openapi: 'enabled' } });
    const { paths } = await describedBy(service);
    await service.stop();
    expect(Object.keys(paths)).toContain('/rest/V1/modules');
    expect(Object.keys(paths).filter((path) => /customers|store/.test(path))).toEqual([]);
  });

  it('is absent where the module is off', async () => {
    const service = await startTestApp({ modules: WITH_JWT });
    const answers = await Promise.all(
      ['/openapi.json', '/docs'].map((url) => service.app.inject({ url })),
    );
    await service.stop();
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
  });
});

/** From Nest's own metadata, each as `GET /path`. */
const routesOf = ({ app }: TestApp): string[] =>
  [...app.get(ModulesContainer).values()]
    .flatMap(({ controllers }) => [...controllers.values()])
    .flatMap(({ metatype }) => {
      const { prototype } = metatype as Type;
      const [base] = [Reflect.getMetadata(PATH_METADATA, metatype as Type)].flat();
      return new MetadataScanner()
        .getAllMethodNames(prototype)
        .map((name) => prototype[name] as object)
        .filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler))
        .map((handler) => {
          const named = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler)];
          // What takes every method is described once.
          const method = named === 'ALL' ? 'POST' : named;
          const path = `/${base}/${Reflect.getMetadata(PATH_METADATA, handler)}`;
          return `${method} ${path.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '')}`;
        });
    });
