import {
  Catch,
  Controller,
  Get,
  Injectable,
  Module,
  Req,
  UseGuards,
  type ArgumentsHost,
} from '@nestjs/common';
import { APP_FILTER, HttpAdapterHost } from '@nestjs/core';
import { AuthGuard, PassportModule, PassportStrategy } from '@nestjs/passport';
import jsonwebtoken from 'jsonwebtoken';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Database, IssueRefusedError, TokenRevoker } from 'tokenwright';
import { afterEach, describe, expect, it } from 'vitest';
import { RevocationRecorder } from '../../src/modules/integration/revocation-recorder.js';
import { AdminAccounts } from '../../src/modules/user/admin-accounts.js';
import { PasswordHasher } from '../../src/modules/user/passwords/password-hasher.js';
import { readText } from '../../test/architecture/source-files.js';
import { ADAPTERS, PASSWORD, RunningAcme } from './running-acme.js';

const SHOP_SECRET = 'the secret of a strategy that was here first';

/** What many applications already have: passport-jwt under the name everybody uses. */
@Injectable()
class ShopJwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor() {
    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: SHOP_SECRET });
  }

  validate({ sub }: { sub: string }): { name: string } {
    return { name: sub };
  }
}

@Controller('basket')
class BasketController {
  @Get()
  @UseGuards(AuthGuard('jwt'))
  read(@Req() request: { shopper: unknown }): unknown {
    return request.shopper;
  }

  @Get('refusal')
  refuse(): never {
    throw new IssueRefusedError('closed today');
  }
}

@Module({
  imports: [PassportModule.register({ defaultStrategy: 'jwt', property: 'shopper' })],
  controllers: [BasketController],
  providers: [ShopJwtStrategy],
})
class ShopModule {}

@Catch()
class TeapotFilter {
  constructor(private readonly host: HttpAdapterHost) {}

  catch(_error: unknown, host: ArgumentsHost): void {
    this.host.httpAdapter.reply(host.switchToHttp().getResponse(), { brewing: true }, 418);
  }
}

/** A filter of the application for all its errors. */
const TEAPOT = {
  provide: APP_FILTER,
  inject: [HttpAdapterHost],
  useFactory: (host: HttpAdapterHost) => new TeapotFilter(host),
};

describe.each(ADAPTERS)('beside others, on %s', (adapter) => {
  const running: RunningAcme[] = [];

  afterEach(async () => {
    for (const acme of running.splice(0)) await acme.remove();
  });

  async function start(options: Parameters<typeof RunningAcme.on>[1] = {}): Promise<RunningAcme> {
    const acme = await RunningAcme.on(adapter, options);
    running.push(acme);
    return acme;
  }

  const status = async (acme: RunningAcme, token: string) =>
    (await acme.call('/orders', token)).status;

  it("does not disturb the application's own passport strategy of the name jwt", async () => {
    const acme = await start({ imports: [ShopModule] });
    await createAdmin(acme);
    const ours = await acme.token('ada');
    const theirs = jsonwebtoken.sign({ sub: 'grace' }, SHOP_SECRET);
    const basket = await acme.call('/basket', theirs);
    expect([basket.status, await basket.json()]).toEqual([200, { name: 'grace' }]);
    expect(await status(acme, ours)).toBe(200);
    // Each kind of token opens its own doors only, and each guard refuses in its own words.
    expect(await status(acme, theirs)).toBe(401);
    const refused = await acme.call('/basket', ours);
    expect([refused.status, await refused.json()]).toEqual([
      401,
      { message: 'Unauthorized', statusCode: 401 },
    ]);
  });

  it('keeps two applications in one process apart', async () => {
    const jwt = await start();
    const opaque = await start({ jwt: 'off' });
    const another = await start();
    for (const acme of [jwt, opaque, another]) await createAdmin(acme);
    const tokens = [
      await jwt.token('ada'),
      await opaque.token('ada'),
      await another.token('ada'),
    ] as const;
    expect(await Promise.all(tokens.map((token) => status(jwt, token)))).toEqual([200, 401, 401]);
    expect(await Promise.all(tokens.map((token) => status(opaque, token)))).toEqual([
      401, 200, 401,
    ]);
    await jwt.close();
    expect(await status(opaque, tokens[1])).toBe(200);
    expect(await status(another, tokens[2])).toBe(200);
  });

  it('switches by configuration, and drains before it refuses', async () => {
    const before = await start();
    await createAdmin(before);
    const jwt = await before.token('ada');
    await before.close();

    const draining = await start({ jwt: 'draining', dataDir: before.dataDir });
    const opaque = await draining.token('ada');
    expect(opaque).toMatch(/^[0-9a-z]{32}$/);
    expect([await status(draining, jwt), await status(draining, opaque)]).toEqual([200, 200]);
    await draining.close();

    const off = await start({ jwt: 'off', dataDir: before.dataDir });
    expect([await status(off, jwt), await status(off, opaque)]).toEqual([401, 200]);
  });

  it('answers a DomainError in its envelope on any route', async () => {
    const acme = await start({ imports: [ShopModule] });
    const answer = await acme.call('/basket/refusal');
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { message: 'The token cannot be issued: %1.', parameters: ['closed today'] },
    ]);
  });

  it("leaves the application's errors to its own filter for everything", async () => {
    const acme = await start({ providers: [TEAPOT] });
    expect((await acme.call('/nowhere')).status).toBe(418);
    const refused = await acme.call('/orders');
    expect([refused.status, await refused.json()]).toEqual([
      401,
      expect.objectContaining({ parameters: { resources: 'Acme_Orders::view' } }),
    ]);
  });

  it('keeps its paths beside a global prefix that excludes them', async () => {
    const acme = await start({
      setUp: (app) => app.setGlobalPrefix('api', { exclude: ['rest/V1/{*path}'] }),
    });
    expect((await acme.signIn('ada', 'wrong')).status).toBe(401);
    expect((await acme.call('/api/status')).status).toBe(200);
    expect((await acme.call('/api/orders')).status).toBe(401);
  });

  it('keeps the paths that cookies, pages and integrations know, as the README excludes them', async () => {
    const [, list = ''] =
      /exclude: \[([^\]]+)\]/.exec(readText('examples/embedding/README.md')) ?? [];
    const exclude = [...list.matchAll(/'([^']+)'/g)].map(([, path]) => path!);
    const acme = await start({ setUp: (app) => app.setGlobalPrefix('api', { exclude }) });
    await createAdmin(acme);
    const credentials = JSON.stringify({ username: 'ada', password: PASSWORD });
    const login = await acme.post('/auth/login', credentials);
    expect([login.status, login.headers.get('set-cookie')]).toEqual([
      200,
      expect.stringContaining('Path=/auth'),
    ]);
    const page = await acme.call('/account');
    const [, script = ''] = /src="([^"]+)"/.exec(await page.text()) ?? [];
    const paths = ['/account/integrations', script, '/health/live', '/openapi.json', '/docs'];
    for (const path of paths) expect([path, (await acme.call(path)).status]).toEqual([path, 200]);
    expect((await acme.call('/metrics')).status).toBe(401);
    expect((await acme.post('/oauth/token/request', '{}')).status).toBe(400);
    expect((await acme.call('/api/orders')).status).toBe(401);
  });

  it('closes its database together with the application', async () => {
    const acme = await start();
    const { dataSource } = acme.get(Database);
    expect(dataSource.isInitialized).toBe(true);
    await acme.close();
    expect(dataSource.isInitialized).toBe(false);
  });

  it('says why a token is refused that was good until it was revoked', async () => {
    const acme = await start({ jwt: 'off' });
    await createAdmin(acme);
    const token = await acme.token('ada');
    const revoker: TokenRevoker = acme.get(RevocationRecorder);
    await revoker.revokeAllFor({ type: 2, id: 1 });
    const answer = await acme.call('/orders', token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('The token was revoked');
  });
});

/** Makes an administrator who may do everything, as `tokenwright admin:user:create` does. */
async function createAdmin(acme: RunningAcme): Promise<void> {
  const admin = { username: 'ada', email: 'ada@example.com', role: 'all' };
  const hash = await acme.get(PasswordHasher).hash(PASSWORD);
  await acme.get(AdminAccounts).create(admin, hash);
}
