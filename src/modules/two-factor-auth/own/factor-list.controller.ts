import { Get, Header } from '@nestjs/common';
import { z } from 'zod';
import type { AccessToken } from '../../../contract/index.js';
import {
  CurrentToken,
  Operation,
  Resource,
  RestController,
  SIGNED_IN,
} from '../../webapi/index.js';
import { FactorList, type ListedFactors } from './factor-list.js';

const MOMENT = z.string().nullable().describe('ISO 8601');

/** What administrators may know of their own factors with a session alone. */
@RestController('tfa')
@Resource(SIGNED_IN)
export class FactorListController {
  constructor(private readonly factors: FactorList) {}

  /** `GET /rest/V1/tfa/factors` */
  @Get('factors')
  @Header('Cache-Control', 'no-store')
  @Operation({
    summary: 'List the second factors one has',
    description:
      'For administrators. It tells what can be enrolled, too, and nothing that is secret.',
    answer: z.object({
      username: z.string(),
      providers: z.array(z.enum(['google', 'u2fkey'])).describe('what can be enrolled'),
      factors: z.array(
        z.object({
          provider_code: z.enum(['google', 'u2fkey']),
          activated_at: MOMENT,
          keys: z
            .array(z.object({ id: z.string(), name: z.string(), created_at: MOMENT }))
            .optional(),
        }),
      ),
      recovery_codes_left: z.int().nullable().describe('null: there have never been any'),
      is_exempt: z.boolean().describe('whether the password alone is enough'),
    }),
    answerExample: {
      username: 'admin',
      providers: ['google'],
      factors: [{ provider_code: 'google', activated_at: '2026-11-27T10:00:00.000Z' }],
      recovery_codes_left: 10,
      is_exempt: false,
    },
  })
  list(@CurrentToken() { principal }: AccessToken): Promise<ListedFactors> {
    return this.factors.of(principal);
  }
}
