import { z } from 'zod';
import type { OperationDescription } from '../../webapi/index.js';

const Event = z.object({
  id: z.int(),
  at: z.string().describe('ISO 8601, UTC'),
  action: z.string(),
  result: z.enum(['success', 'failure']),
  actor: z.string().describe('admin, customer, integration, console or anonymous'),
  actor_id: z.int().nullable(),
  actor_name: z.string().nullable(),
  subject: z.string().nullable(),
  address: z.string().nullable(),
  user_agent: z.string().nullable(),
  request_id: z.string().nullable(),
  details: z.unknown(),
});

/** `GET /V1/audit` */
export const LIST_AUDIT_EVENTS: OperationDescription = {
  summary: 'List what was done and by whom, newest first',
  query: z.object({
    action: z.string().optional().describe('such as `admin.sign-in`'),
    result: z.enum(['success', 'failure']).optional(),
    actor: z.string().optional().describe('a name, or a kind with an id: `admin:1`'),
    subject: z.string().optional(),
    since: z.string().optional().describe('ISO 8601, inclusive'),
    until: z.string().optional().describe('ISO 8601, inclusive'),
    before: z.int().optional().describe('events older than the one with this id'),
    limit: z.int().min(1).max(1_000).optional().describe('50 unless told'),
  }),
  answer: z.object({ items: z.array(Event), next_before: z.int().nullable() }),
  answerExample: {
    items: [
      {
        id: 42,
        at: '2026-01-31T09:15:00.000Z',
        action: 'admin.sign-in',
        result: 'failure',
        actor: 'anonymous',
        actor_id: null,
        actor_name: null,
        subject: 'erp',
        address: '203.0.113.7',
        user_agent: 'curl/8.5.0',
        request_id: 'f3b1',
        details: null,
      },
    ],
    next_before: null,
  },
  errors: [
    {
      status: 400,
      when: 'A filter cannot be meant.',
      example: {
        message: '"%fieldName" must be %rule.',
        parameters: { fieldName: 'result', rule: 'success or failure' },
      },
    },
  ],
};
