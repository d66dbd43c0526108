import type { FastifyInstance } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ServerSetup } from './contract/index.js';
import { createHttpApplication } from './http-application.js';
import { listToken } from './kernel/index.js';
import { ServerSettings } from './server-settings.js';

const refused = expect.objectContaining({
  code: 'SETTING_INVALID',
  parameters: expect.arrayContaining(['TRUSTED_PROXIES']),
});

const parse = (value: string, NODE_ENV?: string) =>
  ServerSettings.parse({ TRUSTED_PROXIES: value, NODE_ENV }).trustedProxies;

describe('TRUSTED_PROXIES', () => {
  it.each([
    ['', []],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.0/8, 192.0.2.7', ['10.0.0.0/8', '192.0.2.7']],
    ['2001:db8::/32,::1', ['2001:db8::/32', '::1']],
    ['::ffff:10.0.0.0/104,fc00::/7', ['::ffff:10.0.0.0/104', 'fc00::/7']],
  ])('takes %j, in production, too', (value, ranges) => {
    expect(parse(value)).toEqual(ranges);
    expect(parse(value, 'production')).toEqual(ranges);
  });

  it.each([
    'all',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.1,::/00',
    '255.0.0.0/0',
    '::ffff:0:0/96',
    '::ffff:0.0.0.0/96',
    '0.0.0.0/1,128.0.0.0/1',
    '128.0.0.0/1,10.0.0.1,0.0.0.0/2,64.0.0.0/2',
    '::ffff:0:0/97,128.0.0.0/1',
    '::/1,8000::/1',
  ])('refuses %j in production, and takes it elsewhere', (value) => {
    expect(() => parse(value, 'production')).toThrow(refused);
    expect(parse(value)).toHaveLength(value.split(',').length);
    expect(parse(value, 'development')).toHaveLength(value.split(',').length);
  });

  it.each(['all', '0.0.0.0/0', '::/0'])(
    'believes whoever sends a request, given %j',
    async (all) => {
      const providers = [{ provide: listToken(ServerSetup), useValue: [] }];
      const settings = ServerSettings.parse({ TRUSTED_PROXIES: all });
      const module = { module: class Nothing {}, providers };
      const application = await createHttpApplication(module, false, settings);
      onTestFinished(() => application.close());
      const server: FastifyInstance = application.getHttpAdapter().getInstance();
      server.get('/', async ({ ip }) => ip);
      const headers = { 'x-forwarded-for': '192.0.2.7' };
      expect((await server.inject({ url: '/', headers })).body).toBe('192.0.2.7');
    },
  );

  it.each([
    'true',
    '1',
    'loopback',
    'proxy.example',
    '10.0.0.0/33',
    '::/129',
    '10.0.0/8',
    '10.0.0.1/8/8',
    '10.0.0.1/',
    'fe80::1%eth0',
    ',',
    '10.0.0.1,',
  ])('refuses %j', (value) => {
    expect(() => parse(value)).toThrow(refused);
  });
});
