import { Body, Delete, Module, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADAPTERS, RunningAcme } from '../../examples/embedding/running-acme.js';
import { RequestContext } from '../../src/contract/index.js';
import { ANONYMOUS, Resource, RestController } from '../../src/modules/webapi/index.js';

@RestController('shop')
@Resource(ANONYMOUS)
class ShopController {
  constructor(private readonly contexts: RequestContext) {}

  @Post('echo')
  echo(@Body() body: unknown): unknown {
    return body;
  }

  @Post('text')
  text(): string {
    return 'a/b';
  }

  @Delete('truth')
  truth(): boolean {
    return true;
  }

  @Post('origin')
  async origin(): Promise<unknown> {
    await Promise.resolve();
    return this.contexts.current();
  }
}

@Module({ controllers: [ShopController] })
class ShopModule {}

describe.each(ADAPTERS)('a REST route of an application on %s', (adapter) => {
  let acme: RunningAcme;
  beforeAll(async () => {
    acme = await RunningAcme.on(adapter, { imports: [ShopModule] });
  });
  afterAll(() => acme.remove());

  const call = async (path: string, init: RequestInit = {}) => {
    const answer = await acme.call(`/rest/V1/shop/${path}`, undefined, { method: 'POST', ...init });
    return [answer.status, answer.headers.get('content-type'), await answer.text()];
  };

  const JSON_TYPE = 'application/json; charset=utf-8';
  const XML_TYPE = 'application/xml; charset=utf-8';
  const XML = { headers: { accept: 'text/xml' } };

  it('answers with texts and truths as they are, in JSON and in XML', async () => {
    const remove = { method: 'DELETE' };
    const prolog = '<?xml version="1.0"?>\n';
    expect(await call('text')).toEqual([200, JSON_TYPE, '"a\\/b"']);
    expect(await call('truth', remove)).toEqual([200, JSON_TYPE, 'true']);
    expect(await call('text', XML)).toEqual([200, XML_TYPE, `${prolog}<response>a/b</response>\n`]);
    expect(await call('truth', { ...remove, ...XML })).toEqual([
      200,
      XML_TYPE,
      `${prolog}<response>true</response>\n`,
    ]);
    expect((await call('text', { headers: { accept: 'image/png' } }))[0]).toBe(406);
  });

  it("reads what the application's parser has made of a body, and the query over it", async () => {
    const body = JSON.stringify({ a: 'body', b: 'body' });
    const headers = { 'content-type': 'application/json' };
    expect(await call('echo?a=query', { body, headers })).toEqual([
      200,
      JSON_TYPE,
      '{"a":"query","b":"body"}',
    ]);
    expect(await call('echo')).toEqual([200, JSON_TYPE, '{}']);
  });

  it('knows where a request comes from', async () => {
    const [status, , text] = await call('origin', { headers: { 'x-request-id': 'abc' } });
    expect(status).toBe(200);
    expect(JSON.parse(String(text))).toMatchObject({
      address: '127.0.0.1',
      store: { id: 1, code: 'default' },
    });
  });
});
