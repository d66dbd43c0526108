import { z } from 'zod';
import type { OperationDescription, OperationError } from '../webapi/index.js';
import {
  ConfiguredIntegrationError,
  IntegrationExistsError,
  IntegrationStateError,
  RolledTooOftenError,
  OwnPasswordError,
  UnknownIntegrationError,
} from './integration-errors.js';

const time = z.string().nullable().describe('ISO 8601, UTC');

const Fields = z.object({
  name: z.string().max(255),
  email: z.string().nullable(),
  endpoint: z.string().nullable().describe('where the handshake posts the credentials'),
  identity_link_url: z.string().nullable().describe('what the administrator opens then'),
  resources: z.array(z.string()).describe('ids of ACL resources'),
  expires_at: time,
  source_ranges: z.string().nullable().describe('addresses and CIDR ranges, separated by commas'),
  as_bearer: z.boolean().nullable().describe('null: as the setting says'),
});

const Summary = Fields.extend({
  id: z.int(),
  status: z.int().describe('0 inactive, 1 active, 2 made anew by its module'),
  setup_type: z.int().describe('0 by people, 1 by a module'),
  deletable: z.boolean().describe('false while a module brings it'),
  last_used_at: time,
  use_count: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
});

const Credentials = z.object({
  id: z.int(),
  name: z.string(),
  status: z.int(),
  consumer_key: z.string(),
  consumer_secret: z.string(),
  access_token: z.string().nullable().describe('null where none was made'),
  access_token_secret: z.string().nullable(),
  identity_link: z.string().nullable().describe('to be opened, where a handshake has begun'),
});

const ERP = {
  id: 3,
  name: 'ERP',
  email: 'erp@example.com',
  endpoint: null,
  identity_link_url: null,
  status: 1,
  setup_type: 0,
  deletable: true,
  resources: ['Magento_Backend::store'],
  expires_at: null,
  source_ranges: '198.51.100.0/24',
  as_bearer: null,
  last_used_at: '2026-01-31T09:15:00Z',
  use_count: 1204,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

const SIGNS_WITH = {
  id: 3,
  name: 'ERP',
  status: 1,
  consumer_key: '0k3yk3yk3yk3yk3yk3yk3yk3yk3yk3y0',
  consumer_secret: 'shown-here-and-when-it-is-rolled',
  access_token: '0t0k3nt0k3nt0k3nt0k3nt0k3nt0k3n0',
  access_token_secret: 'shown-only-in-this-very-response',
  identity_link: null,
};

const PASSWORD = z.object({ current_password: z.string().describe('the caller’s own') });
const PASSWORD_EXAMPLE = { current_password: 'correct horse battery staple' };
const IntegrationBody = PASSWORD.extend({
  integration: Fields.partial().extend({
    all_resources: z.boolean().optional().describe('true: everything, in place of resources'),
  }),
});
const BODY_EXAMPLE = {
  ...PASSWORD_EXAMPLE,
  integration: { name: 'ERP', resources: ['Magento_Backend::store'] },
};

const error = (
  status: number,
  when: string,
  { message, parameters }: { message: string; parameters: unknown },
): OperationError => ({
  status,
  when,
  example: { message, ...(Object.keys(parameters as object).length > 0 && { parameters }) },
});

const UNKNOWN = error(404, 'There is no such integration.', UnknownIntegrationError.id('3'));
const WRONG_PASSWORD = error(401, 'The caller’s own password is wrong.', new OwnPasswordError());
const EXISTS = error(400, 'Another one has the name.', new IntegrationExistsError('ERP'));
const CONFIGURED = error(400, 'A module brings it.', ConfiguredIntegrationError.remove('ERP'));
const ACTIVE = error(400, 'It is active already.', IntegrationStateError.active('ERP'));
const ROLLED = error(
  400,
  'Eight were rolled within the overlap.',
  new RolledTooOftenError(8, 1_767_225_600),
);
const INACTIVE = error(400, 'It is not active.', new IntegrationStateError('ERP', 'is not active'));

/** `GET /V1/integrations` */
export const LIST_INTEGRATIONS: OperationDescription = {
  summary: 'List the integrations',
  answer: z.array(Summary),
  answerExample: [ERP],
};

/** `GET /V1/integrations/{id}` */
export const READ_INTEGRATION: OperationDescription = {
  summary: 'Read an integration',
  answer: Summary,
  answerExample: ERP,
  errors: [UNKNOWN],
};

/** `POST /V1/integrations` */
export const CREATE_INTEGRATION: OperationDescription = {
  summary: 'Create an integration, inactive',
  description: 'The caller can give away only resources that they have.',
  body: IntegrationBody,
  bodyExample: BODY_EXAMPLE,
  answer: Credentials,
  answerExample: { ...SIGNS_WITH, status: 0, access_token: null, access_token_secret: null },
  errors: [WRONG_PASSWORD, EXISTS],
};

/** `PUT /V1/integrations/{id}` */
export const UPDATE_INTEGRATION: OperationDescription = {
  summary: 'Change an integration',
  description: 'Fields that are not sent stay as they are.',
  body: IntegrationBody,
  bodyExample: BODY_EXAMPLE,
  answer: Summary,
  answerExample: ERP,
  errors: [WRONG_PASSWORD, EXISTS, UNKNOWN],
};

const change = (
  summary: string,
  description: string,
  errors: readonly OperationError[],
): OperationDescription => ({
  summary,
  description,
  body: PASSWORD,
  bodyExample: PASSWORD_EXAMPLE,
  answer: Credentials,
  answerExample: SIGNS_WITH,
  errors: [WRONG_PASSWORD, ...errors, UNKNOWN],
});

/** `POST /V1/integrations/{id}/activate` */
export const ACTIVATE_INTEGRATION = change(
  'Activate an integration',
  'With an endpoint and an identity link the handshake begins; otherwise it is active at once.',
  [ACTIVE],
);

/** `POST /V1/integrations/{id}/reauthorize` */
export const REAUTHORIZE_INTEGRATION = change(
  'End an integration’s token and make another',
  'The old token is refused at once.',
  [],
);

/** `POST /V1/integrations/{id}/roll` */
export const ROLL_INTEGRATION = change(
  'Give an integration new credentials',
  'The old ones are good for OAUTH_ROLL_OVERLAP_SECONDS.',
  [INACTIVE, ROLLED],
);

const done = (summary: string, errors: readonly OperationError[]): OperationDescription => ({
  summary,
  body: PASSWORD,
  bodyExample: PASSWORD_EXAMPLE,
  answer: z.literal(true),
  answerExample: true,
  errors: [WRONG_PASSWORD, ...errors, UNKNOWN],
});

/** `POST /V1/integrations/{id}/deactivate` */
export const DEACTIVATE_INTEGRATION = done('Take an integration out of use', []);

/** `POST /V1/integrations/{id}/delete` */
export const DELETE_INTEGRATION = done('Delete an integration', [CONFIGURED]);
