import fc from 'fast-check';
import { expect } from 'vitest';
import type { ModelSession, SessionModel, Verdict } from './session-model.js';
import type { SessionUnderTest } from './session-under-test.js';

type Work = (model: SessionModel, real: SessionUnderTest) => Promise<void>;

/** A step of a client, an operator or time. */
class Step implements fc.AsyncCommand<SessionModel, SessionUnderTest> {
  constructor(
    private readonly name: string,
    private readonly work: Work,
    private readonly possible: (model: SessionModel) => boolean = () => true,
  ) {}

  check(model: Readonly<SessionModel>): boolean {
    return this.possible(model as SessionModel);
  }

  async run(model: SessionModel, real: SessionUnderTest): Promise<void> {
    await this.work(model, real);
    await checkTokens(model, real);
  }

  toString(): string {
    return this.name;
  }
}

const STATUS: Readonly<Record<Verdict, number>> = {
  rotated: 200,
  repeated: 200,
  gone: 401,
  inactive: 401,
};
const TEXT = {
  gone: 'The refresh token no longer exists.',
  inactive: 'The user is inactive.',
} as const;

/** Every access token that was ever handed out is judged as the model judges it, after each step. */
async function checkTokens(model: SessionModel, real: SessionUnderTest): Promise<void> {
  for (const session of model.sessions.slice(-4))
    for (const token of session.tokens.slice(-3)) {
      const reply = await real
        .client(session.device)
        .authorized('GET', '/auth/sessions', undefined, token.text);
      const expected = model.accepts(session, token) ? 200 : 401;
      expect(['token', reply.status]).toEqual(['token', expected]);
      if (expected === 200) expect(reply.body).toHaveLength(model.listed.length);
    }
}

const pick = (model: SessionModel, index: number): ModelSession =>
  model.sessions[model.sessions.length - 1 - (index % model.sessions.length)]!;
const hasSessions = ({ sessions }: SessionModel): boolean => sessions.length > 0;

async function present(
  model: SessionModel,
  real: SessionUnderTest,
  session: ModelSession,
  index: number,
): Promise<void> {
  const verdict = model.present(session, index);
  const reply = await real.refresh(session.device, session.cookies[index]!);
  expect([verdict, reply.status]).toEqual([verdict, STATUS[verdict]]);
  if (verdict === 'gone' || verdict === 'inactive') {
    expect([reply.body.message, real.cookieOf(reply)]).toEqual([TEXT[verdict], '']);
    return;
  }
  const cookie = real.cookieOf(reply);
  if (verdict === 'repeated') expect(cookie).toBe(session.cookies.at(-1));
  else {
    expect(session.cookies).not.toContain(cookie);
    model.rotate(session, cookie);
  }
  model.hand(session, reply.body.token);
}

const login = (device: number) =>
  new Step(`login on ${device}`, async (model, real) => {
    const reply = await real.login(device, model.password);
    expect(reply.status).toBe(model.active ? 200 : 401);
    if (model.active) model.begin(device, real.cookieOf(reply), reply.body.token);
  });

const refresh = (which: number) =>
  new Step(
    `refresh ${which}`,
    (model, real) => {
      const session = pick(model, which);
      return present(model, real, session, session.cookies.length - 1);
    },
    hasSessions,
  );

const replay = (which: number, age: number) =>
  new Step(
    `replay ${which}, ${age} old`,
    (model, real) => {
      const session = pick(model, which);
      return present(model, real, session, Math.max(0, session.cookies.length - 1 - age));
    },
    hasSessions,
  );

/** What random steps rarely put side by side: the edge of the grace. */
const retryAfter = (which: number, seconds: number) =>
  new Step(
    `refresh ${which}, and again ${seconds} s later with the same token`,
    async (model, real) => {
      const session = pick(model, which);
      const index = session.cookies.length - 1;
      await present(model, real, session, index);
      real.test.clock.advance(seconds);
      model.now += seconds;
      await present(model, real, session, index);
    },
    hasSessions,
  );

const together = (which: number, count: number) =>
  new Step(
    `${count} refreshes of ${which} at once`,
    async (model, real) => {
      const session = pick(model, which);
      const cookie = session.cookies.at(-1)!;
      const verdict = model.present(session, session.cookies.length - 1);
      const replies = await Promise.all(
        Array.from({ length: count }, () => real.refresh(session.device, cookie)),
      );
      // The first to see an inactive owner ends the session; to the others it is gone.
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => STATUS[verdict]));
      if (verdict !== 'rotated') return;
      const cookies = new Set(replies.map((reply) => real.cookieOf(reply)));
      expect(cookies.size).toBe(1);
      model.rotate(session, [...cookies][0]!);
      for (const { body } of replies) model.hand(session, body.token);
    },
    hasSessions,
  );

const signOut = (which: number, age: number) =>
  new Step(
    `sign out ${which} with a token ${age} old`,
    async (model, real) => {
      const session = pick(model, which);
      const cookie = session.cookies[Math.max(0, session.cookies.length - 1 - age)]!;
      expect((await real.client(session.device).signOut(cookie)).status).toBe(200);
      session.ended = true;
    },
    hasSessions,
  );

/** Somebody with a good access token. */
const speaker = (model: SessionModel) =>
  model.sessions
    .flatMap((session) => session.tokens.map((token) => ({ session, token })))
    .findLast(({ session, token }) => model.accepts(session, token));

const endOthers = () =>
  new Step(
    'end all others',
    async (model, real) => {
      const { session, token } = speaker(model)!;
      const client = real.client(session.device);
      const reply = await client.authorized('DELETE', '/auth/sessions', undefined, token.text);
      expect(reply.status).toBe(200);
      for (const other of model.sessions) if (other !== session) other.ended = true;
    },
    (model) => speaker(model) !== undefined,
  );

const changePassword = () =>
  new Step(
    'change the password',
    async (model, real) => {
      const { session, token } = speaker(model)!;
      const body = {
        currentPassword: `password ${model.password}`,
        newPassword: `password ${model.password + 1}`,
      };
      const client = real.client(session.device);
      const reply = await client.authorized('PUT', '/auth/password', body, token.text);
      expect(reply.status).toBe(model.active ? 200 : 401);
      if (!model.active) return;
      model.password += 1;
      model.revokeAll();
      model.begin(session.device, real.cookieOf(reply), reply.body.token);
    },
    (model) => speaker(model) !== undefined,
  );

const deactivate = (forgetful: boolean) =>
  new Step(forgetful ? 'switch off, and forget to revoke' : 'deactivate', async (model, real) => {
    await real.switchOff();
    model.active = false;
    if (forgetful) return;
    await real.revoke();
    model.revokeAll();
  });

const activate = new Step('activate', async (model, real) => {
  real.switchOn();
  model.active = true;
});

const revoke = new Step('revoke', async (model, real) => {
  await real.revoke();
  model.revokeAll();
});

const advance = (seconds: number) =>
  new Step(`${seconds} s later`, async (model, real) => {
    real.test.clock.advance(seconds);
    model.now += seconds;
  });

const restart = new Step('restart', (_model, real) => real.restart());

const which = fc.nat({ max: 3 });

/** What may happen, and how often. */
export const sessionCommands = [
  fc.nat({ max: 2 }).map(login),
  fc.nat({ max: 2 }).map(login),
  which.map(refresh),
  which.map(refresh),
  which.map(refresh),
  fc.tuple(which, fc.integer({ min: 1, max: 3 })).map(([one, age]) => replay(one, age)),
  fc.tuple(which, fc.constant(1)).map(([one, age]) => replay(one, age)),
  fc.tuple(which, fc.constantFrom(0, 9, 10, 11)).map(([one, s]) => retryAfter(one, s)),
  fc.tuple(which, fc.integer({ min: 2, max: 5 })).map(([one, count]) => together(one, count)),
  fc.tuple(which, fc.nat({ max: 2 })).map(([one, age]) => signOut(one, age)),
  fc.constant(endOthers()),
  fc.constant(changePassword()),
  fc.boolean().map(deactivate),
  fc.constant(activate),
  fc.constant(activate),
  fc.constant(revoke),
  fc.constantFrom(0, 1, 9, 10, 11, 299, 300, 301, 2_591_999, 2_592_000).map(advance),
  fc.constantFrom(0, 1, 1, 5, 10).map(advance),
  fc.constant(restart),
];
