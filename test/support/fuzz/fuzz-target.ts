import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { authorization, type Draft, type Keys } from '../oauth-client.js';
import { head, sendRaw } from '../raw-http.js';
import { ServiceClient } from '../service-client.js';
import { Installation, type ServiceProcess } from '../service-process.js';
import { SessionClient } from '../session-client.js';
import type { Credentials } from './credentials.js';
import { knownRoutes, type KnownRoute } from './known-routes.js';

const FIRST_PASSWORD = /with the password (\S+) \(shown only this once\)/;
const PASSWORD = 'a password of the fuzzer';

/** A service with everything on, and with somebody of every kind to call it. */
export class FuzzTarget {
  /** Tokens and signatures of those who may do everything. */
  private readonly entitled: string[] = [];
  private customers = 1;

  private constructor(
    private readonly installation: Installation,
    readonly service: ServiceProcess & { readonly url: string },
    readonly client: ServiceClient,
    readonly routes: readonly KnownRoute[],
    private readonly keys: Keys,
    /** A token that no request carries. */
    readonly victim: string,
    /** What no answer and no line of the log may hold. */
    readonly secrets: readonly string[],
  ) {}

  /** @param modules Those that are on beside what is shipped enabled: `two-factor-auth=enabled`. */
  static async start(modules: string): Promise<FuzzTarget> {
    const installation = await Installation.on('sqlite', { MODULES: modules });
    const service = await installation.start({
      NODE_OPTIONS: `--import=${new URL('heap-probe.mjs', import.meta.url).href}`,
      // Or all that comes after the budget would be spared.
      ADDRESS_BUDGET_PER_MINUTE: '0',
    });
    const keys = await populate(installation, modules.includes('two-factor-auth=enabled'));
    const client = ServiceClient.overHttp(service.url);
    const victim = await client.token('victim', PASSWORD);
    const target = new FuzzTarget(
      installation,
      service,
      client,
      (await knownRoutes(service.url)).map(withPassword),
      keys,
      victim,
      [
        victim.split('.').at(-1)!,
        FIRST_PASSWORD.exec(service.stdout)![1]!,
        PASSWORD,
        readFileSync(join(installation.dataDir, 'master.key'), 'utf8').trim(),
        '$argon2',
        installation.folder,
      ],
    );
    await target.checkSignature();
    return target;
  }

  /** Tokens, sessions and cookies: whichever of them a request ended is there again. */
  async credentials(): Promise<Credentials> {
    const administrator = await this.signIn('fuzzer', {});
    const customer = await this.customer();
    const plain = await this.client.token('fuzzer', PASSWORD);
    this.entitled.push(plain, administrator.token);
    return {
      tokens: [plain, administrator.token, customer.token],
      cookies: [administrator, customer].map(({ cookie }) => `refresh-token=${cookie}`),
      sign: (method, target) => this.sign(method, target),
    };
  }

  /** @returns Whether a request carries what entitles it to everything. */
  isEntitled(request: Buffer): boolean {
    return this.entitled.some((credential) => request.includes(credential));
  }

  remove(): Promise<void> {
    return this.installation.remove();
  }

  private async signIn(name: string, more: object): Promise<SessionClient> {
    const device = SessionClient.overHttp(this.service.url);
    const { status } = await device.login(name, PASSWORD, more);
    if (status !== 200) throw new Error(`${name} cannot sign in: ${status}`);
    return device;
  }

  /** A request may have given the customer another address; then there is another customer. */
  private async customer(): Promise<SessionClient> {
    const asCustomer = { userType: 'customer' };
    const address = (): string => `fuzzer${this.customers}@example.com`;
    return this.signIn(address(), asCustomer).catch(async () => {
      this.customers += 1;
      await makeCustomer(this.installation, address());
      return this.signIn(address(), asCustomer);
    });
  }

  /** What cannot be signed, since it cannot be read, has the signature of something else. */
  private sign(method: string, target: string): string {
    const signed = this.signatureOf(method, target) ?? this.signatureOf(method, '/')!;
    this.entitled.push(signed);
    return signed;
  }

  private signatureOf(method: string, target: string): string | undefined {
    try {
      return authorization(this.keys, Math.floor(Date.now() / 1_000), {
        method: method as Draft['method'] & string,
        url: target.startsWith('/') ? target : `/${target}`,
        origin: 'http://127.0.0.1',
      });
    } catch {
      return undefined;
    }
  }

  private async checkSignature(): Promise<void> {
    const lines = ['GET /rest/V1/modules HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close'];
    const signed = head(...lines, `Authorization: ${this.sign('GET', '/rest/V1/modules')}`);
    const [answer] = await sendRaw(Number(new URL(this.service.url).port), signed);
    if (answer?.status !== 200) throw new Error(`a signature does not count: ${answer?.body}`);
  }
}

/** Makes the accounts. @returns The keys of an integration. */
async function populate(installation: Installation, twoFactor: boolean): Promise<Keys> {
  const done = (line: string): Promise<string> => run(installation, line);
  // What a machine needs to sign in where others are asked for a second factor.
  const exempt = twoFactor ? ',Tokenwright::tfa_exempt' : '';
  await done(`role:create --name machine --resources Magento_Backend::all${exempt}`);
  for (const name of ['fuzzer', 'victim'])
    await done(
      `admin:user:create --username ${name} --email ${name}@example.com --role machine --password-stdin`,
    );
  await makeCustomer(installation, 'fuzzer1@example.com');
  return JSON.parse(await done('integration:create --name fuzz --resources all --activate --json'));
}

async function makeCustomer(installation: Installation, email: string): Promise<void> {
  const names = '--firstname F --lastname Z';
  await run(installation, `customer:create --email ${email} ${names} --password-stdin`);
}

async function run(installation: Installation, line: string): Promise<string> {
  const { code, stdout, stderr } = await installation.commandHere(line, PASSWORD);
  expect([line, code, stderr]).toEqual([line, 0, '']);
  return stdout;
}

/** Integrations are changed by those who type their password again. */
const withPassword = (route: KnownRoute): KnownRoute =>
  route.example && 'current_password' in route.example
    ? { ...route, example: { ...route.example, current_password: PASSWORD } }
    : route;
