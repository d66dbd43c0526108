import { expect } from 'vitest';
import {
  TokenReader,
  TokenRefusedError,
  TokenValidator,
  UnreadableTokenError,
} from '../../src/contract/index.js';
import type { TestApp } from '../support/test-app.js';

/** What every guarded route of administrators answers to whom it does not know, to the byte. */
export const REFUSED_BODY =
  '{"message":"The consumer isn\'t authorized to access %resources.",' +
  '"parameters":{"resources":"Magento_Backend::admin"}}';

const CHALLENGES = {
  none: 'Bearer',
  TOKEN_UNREADABLE: 'Bearer error="invalid_token", error_description="The token is unreadable"',
  TOKEN_EXPIRED: 'Bearer error="invalid_token", error_description="The token expired"',
  TOKEN_REVOKED: 'Bearer error="invalid_token", error_description="The token was revoked"',
  TOKEN_NOT_YET_VALID:
    'Bearer error="invalid_token", error_description="The token is not valid yet"',
  PRINCIPAL_INACTIVE:
    'Bearer error="invalid_token", error_description="The owner of the token is inactive"',
} as const;

/** Why a token is refused; `none` where no token was sent, or a good one that is not enough. */
export type Reason = keyof typeof CHALLENGES;

/** `GET /rest/V1/modules`, with an `Authorization` header if one is given. */
export async function callModules({ app }: TestApp, authorization?: string) {
  const response = await app.inject({
    method: 'GET',
    url: '/rest/V1/modules',
    ...(authorization !== undefined && { headers: { authorization } }),
  });
  const { statusCode, headers, body } = response;
  return { statusCode, headers, body, challenge: headers['www-authenticate'] };
}

/** What reading and validating outside a request say: `ok`, or the code of the refusal. */
export async function readerVerdict(test: TestApp, text: string): Promise<string> {
  try {
    const reader = test.all(TokenReader).find((each) => each.recognises(text));
    if (!reader) throw new UnreadableTokenError();
    const token = await reader.read(text);
    for (const validator of test.all(TokenValidator)) await validator.validate(token);
    return 'ok';
  } catch (error) {
    if (error instanceof TokenRefusedError) return error.code;
    throw error;
  }
}

/** The refusal, whole: status, body, challenge, no caching, no cookie. */
export async function expectHttpRefusal(
  test: TestApp,
  authorization: string | undefined,
  reason: Reason,
): Promise<void> {
  const { statusCode, headers, body, challenge } = await callModules(test, authorization);
  expect({
    statusCode,
    body,
    challenge,
    type: headers['content-type'],
    caching: headers['cache-control'],
    cookie: headers['set-cookie'],
  }).toEqual({
    statusCode: 401,
    body: REFUSED_BODY,
    challenge: CHALLENGES[reason],
    type: 'application/json; charset=utf-8',
    caching: 'no-store',
    cookie: undefined,
  });
}

/** The token is refused on a guarded route and by the reader, for the same reason. */
export async function expectRefused(
  test: TestApp,
  token: string,
  reason: Reason = 'TOKEN_UNREADABLE',
): Promise<void> {
  expect(await readerVerdict(test, token)).toBe(reason);
  await expectHttpRefusal(test, `Bearer ${token}`, reason);
}

/** The token opens the route, and the reader agrees. */
export async function expectAccepted(test: TestApp, token: string): Promise<void> {
  expect(await readerVerdict(test, token)).toBe('ok');
  const { statusCode, challenge } = await callModules(test, `Bearer ${token}`);
  expect({ statusCode, challenge }).toEqual({ statusCode: 200, challenge: undefined });
}
