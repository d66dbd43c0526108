import { TokenRevoker } from '../../../src/contract/index.js';
import { FixtureCustomers } from '../fixture-customers.js';
import { inProcess, SessionClient, type SessionReply } from '../session-client.js';
import type { TestApp } from '../test-app.js';

/** How the application is started, again and again. */
export interface Startable {
  start(): Promise<TestApp>;
}

/** The real thing, as one user sees it from a few devices. */
export class SessionUnderTest {
  email = '';

  private constructor(
    private readonly system: Startable,
    public test: TestApp,
  ) {}

  static async on(system: Startable): Promise<SessionUnderTest> {
    return new SessionUnderTest(system, await system.start());
  }

  /** Another user's turn. */
  begin(email: string): void {
    this.email = email;
  }

  /** A browser that holds nothing yet. */
  client(device: number): SessionClient {
    return new SessionClient(inProcess(this.test), `device ${device}`);
  }

  async restart(): Promise<void> {
    const now = this.test.clock.now();
    await this.test.stop();
    this.test = await this.system.start();
    this.test.clock.advance(now - this.test.clock.now());
  }

  async switchOff(): Promise<void> {
    this.test.get(FixtureCustomers).switchOff(this.email);
  }

  switchOn(): void {
    this.test.get(FixtureCustomers).named(this.email)!.active = true;
  }

  /** What a deactivation does besides. */
  async revoke(): Promise<void> {
    const { id } = this.test.get(FixtureCustomers).named(this.email)!;
    for (const revoker of this.test.all(TokenRevoker)) await revoker.revokeAllFor({ type: 3, id });
  }

  login(device: number, password: number): Promise<SessionReply> {
    return this.client(device).login(this.email, `password ${password}`, { userType: 'customer' });
  }

  refresh(device: number, cookie: string): Promise<SessionReply> {
    return this.client(device).refresh(cookie);
  }

  cookieOf({ setCookie }: SessionReply): string {
    return /^refresh-token=([^;]*)/.exec(setCookie ?? '')?.[1] ?? '';
  }

  stop(): Promise<void> {
    return this.test.stop();
  }
}
