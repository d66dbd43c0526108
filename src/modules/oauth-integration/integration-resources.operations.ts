import { z } from 'zod';
import type { OperationDescription } from '../webapi/index.js';

/** `GET /V1/integrations/resources` */
export const LIST_GRANTABLE: OperationDescription = {
  summary: 'List the resources, and which of them the caller can give away',
  description: 'Every resource comes after the one above it. A resource includes those below it.',
  answer: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      parent: z.string().nullable().describe('id of the resource above'),
      grantable: z.boolean().describe('whether the caller has it'),
    }),
  ),
  answerExample: [
    { id: 'Magento_Backend::all', title: 'All', parent: null, grantable: false },
    {
      id: 'Magento_Backend::store',
      title: 'Stores',
      parent: 'Magento_Backend::all',
      grantable: true,
    },
  ],
};
