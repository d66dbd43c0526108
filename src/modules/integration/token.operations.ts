import { z } from 'zod';
import { SignInFailedError } from '../../contract/index.js';
import { RequiredFieldError, type OperationDescription } from '../webapi/index.js';

const credentials = (username: string): z.ZodType =>
  z.object({
    username: z.string().max(255).describe(username),
    password: z.string().max(1_024),
  });

const { message: signInSentence } = new SignInFailedError();
const { message, parameters } = new RequiredFieldError('password');

const ERRORS: OperationDescription['errors'] = [
  {
    status: 401,
    when: 'Name or password are wrong, or the account is off or locked: one answer for all.',
    example: { message: signInSentence },
  },
  { status: 400, when: 'A field is missing or empty.', example: { message, parameters } },
];

/** `POST /V1/integration/admin/token` */
export const CREATE_ADMIN_TOKEN: OperationDescription = {
  summary: 'Exchange an administrator’s name and password for a token',
  description:
    'The token is a bare text; which format it has is the operator’s choice, and clients need not care. Credentials in the address are not read.',
  body: credentials('user name'),
  bodyExample: { username: 'admin', password: 'correct horse battery staple' },
  answer: z.string(),
  answerExample: '8fvwz6k3kfy1q0h7m2c9x4b5n1d0s3ta',
  errors: [
    ...ERRORS,
    {
      status: 401,
      when: 'The account has no role.',
      example: { message: 'More permissions are needed to access this.' },
    },
  ],
};

/** `POST /V1/integration/customer/token` */
export const CREATE_CUSTOMER_TOKEN: OperationDescription = {
  summary: 'Exchange a customer’s e-mail address and password for a token',
  body: credentials('e-mail address'),
  bodyExample: { username: 'ada@example.com', password: 'correct horse battery staple' },
  answer: z.string(),
  answerExample: 'k2c9x4b5n1d0s3ta8fvwz6k3kfy1q0h7',
  errors: ERRORS,
};
