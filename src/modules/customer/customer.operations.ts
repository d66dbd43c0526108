import { z } from 'zod';
import { InputErrors, RequiredFieldError, type OperationDescription } from '../webapi/index.js';
import { CustomerExistsError, NoSuchCustomerError, WrongCurrentPasswordError } from './errors.js';

const Customer = z.object({
  id: z.int(),
  group_id: z.int(),
  created_at: z.string().describe('UTC, `YYYY-MM-DD HH:MM:SS`'),
  updated_at: z.string().describe('UTC, `YYYY-MM-DD HH:MM:SS`'),
  created_in: z.string(),
  dob: z.string().optional(),
  email: z.string(),
  firstname: z.string(),
  lastname: z.string(),
  middlename: z.string().optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  gender: z.int().optional(),
  store_id: z.int(),
  taxvat: z.string().optional(),
  website_id: z.int(),
  addresses: z.array(z.unknown()),
  disable_auto_group_change: z.int(),
  extension_attributes: z.object({ is_subscribed: z.boolean() }),
});

const ADA = {
  id: 7,
  group_id: 1,
  created_at: '2026-01-31 09:15:00',
  updated_at: '2026-01-31 09:15:00',
  created_in: 'Default Store View',
  email: 'ada@example.com',
  firstname: 'Ada',
  lastname: 'Lovelace',
  store_id: 1,
  website_id: 1,
  addresses: [],
  disable_auto_group_change: 0,
  extension_attributes: { is_subscribed: false },
};

const { message, parameters } = new NoSuchCustomerError('7');
const UNKNOWN = {
  status: 404,
  when: 'There is no such customer.',
  example: { message, parameters },
};
const bothMissing = new InputErrors([]);
const missing = ['currentPassword', 'newPassword'].map((name) => new RequiredFieldError(name));

/** `GET /V1/customers/me` */
export const READ_ME: OperationDescription = {
  summary: 'Read the account of the customer who calls',
  answer: Customer,
  answerExample: ADA,
};

/** `PUT /V1/customers/me` */
export const UPDATE_ME: OperationDescription = {
  summary: 'Change the account of the customer who calls',
  description:
    'Fields that are not sent stay as they are. Whatever id is sent, the account is the caller’s. A new e-mail address ends every token of the account.',
  body: z.object({
    customer: Customer.pick({ email: true, firstname: true, lastname: true }).extend({
      middlename: z.string().optional(),
      prefix: z.string().optional(),
      suffix: z.string().optional(),
      dob: z.string().optional(),
      taxvat: z.string().optional(),
      gender: z.int().optional(),
    }),
  }),
  bodyExample: {
    customer: { email: 'ada@example.com', firstname: 'Ada', lastname: 'King' },
  },
  answer: Customer,
  answerExample: { ...ADA, lastname: 'King' },
  errors: [
    {
      status: 400,
      when: 'The address belongs to another customer.',
      example: { message: new CustomerExistsError().message },
    },
  ],
};

/** `PUT /V1/customers/me/password` */
export const CHANGE_MY_PASSWORD: OperationDescription = {
  summary: 'Change the password of the customer who calls',
  description:
    'Ends every token and session of the account, the token of this request included. Passwords in the address are not read.',
  body: z.object({ currentPassword: z.string(), newPassword: z.string().min(8).max(1_024) }),
  bodyExample: { currentPassword: 'correct horse battery staple', newPassword: 'a better one yet' },
  answer: z.literal(true),
  answerExample: true,
  errors: [
    {
      status: 401,
      when: 'The current password is wrong; it counts towards the account’s lock.',
      example: { message: new WrongCurrentPasswordError().message },
    },
    {
      status: 400,
      when: 'Both passwords are missing.',
      example: {
        message: bothMissing.message,
        errors: missing.map((error) => ({
          message: error.message,
          parameters: error.parameters,
        })),
      },
    },
  ],
};

/** `POST /V1/integration/customer/revoke-customer-token` */
export const REVOKE_MY_TOKENS: OperationDescription = {
  summary: 'End every token of the customer who calls',
  answer: z.literal(true),
  answerExample: true,
};

/** `GET /V1/customers/{id}` */
export const READ_CUSTOMER: OperationDescription = {
  summary: 'Read a customer’s account',
  answer: Customer,
  answerExample: ADA,
  errors: [UNKNOWN],
};

/** `DELETE /V1/customers/{id}` */
export const DELETE_CUSTOMER: OperationDescription = {
  summary: 'Delete a customer’s account and end its tokens',
  answer: z.literal(true),
  answerExample: true,
  errors: [UNKNOWN],
};
