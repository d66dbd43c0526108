import { z } from 'zod';
import type { OperationDescription, OperationError } from '../webapi/index.js';
import {
  ConsumerRefusedError,
  OauthTokenRefusedError,
  OauthVersionError,
  SignatureRefusedError,
  VerifierRefusedError,
} from './oauth-errors.js';
import { FORM_TYPE } from './oauth-problem.filter.js';

const SIGNED = [
  'Signed with OAuth 1.0a (RFC 5849), HMAC-SHA256; the protocol parameters stand in `Authorization: OAuth`.',
  'Any method will do, as long as it is the one that was signed.',
].join(' ');

const TOKEN = {
  mediaType: FORM_TYPE,
  answer: z.object({ oauth_token: z.string(), oauth_token_secret: z.string() }),
  answerExample: {
    oauth_token: '8fvwz6k3kfy1q0h7m2c9x4b5n1d0s3ta',
    oauth_token_secret: 'k2c9x4b5n1d0s3ta8fvwz6k3kfy1q0h7',
  },
} as const;

const refused = (status: number, when: string, oauth_problem: string): OperationError => ({
  status,
  when,
  example: { oauth_problem },
});

const COMMON = [
  refused(400, 'A parameter is missing or will not do.', new OauthVersionError('2.0').render()),
  refused(401, 'The signature is not that of the request.', new SignatureRefusedError().render()),
];
const AWAY = refused(
  503,
  'The service or its database is overloaded or away; `Retry-After` says when to ask again.',
  'The service is temporarily unavailable. Please try again later.',
);

/** `POST /oauth/token/request` */
export const GET_REQUEST_TOKEN: OperationDescription = {
  summary: 'Begin the handshake of an integration: get a request token',
  description: SIGNED,
  ...TOKEN,
  errors: [
    ...COMMON,
    refused(401, 'The activation is too long ago.', ConsumerRefusedError.expired().render()),
    refused(401, 'There is a token already.', OauthTokenRefusedError.notVerifier().render()),
    AWAY,
  ],
};

/** `POST /oauth/token/access` */
export const GET_ACCESS_TOKEN: OperationDescription = {
  summary: 'Exchange the request token and the verifier for an access token',
  description: `${SIGNED} \`oauth_token\` and \`oauth_verifier\` are needed, too. The integration is active then.`,
  ...TOKEN,
  errors: [
    ...COMMON,
    refused(
      401,
      'The verifier is not the one that was posted.',
      VerifierRefusedError.wrong().render(),
    ),
    refused(
      401,
      'The request token is none, or was used before.',
      OauthTokenRefusedError.unknown().render(),
    ),
    AWAY,
  ],
};
