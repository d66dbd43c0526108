import { NotAuthorizedError } from '../../contract/index.js';
import { ANONYMOUS, type OperationDescription, type OperationError } from '../webapi/index.js';

export type DescribedError = OperationError;

/** What every route of a kind may answer, whatever it does. */
export function commonErrors(
  { body }: OperationDescription,
  resources: readonly string[],
): DescribedError[] {
  const { message, parameters } = new NotAuthorizedError(resources);
  return [
    ...(resources.includes(ANONYMOUS)
      ? []
      : [
          {
            status: 401,
            when: 'No token, one that is expired, revoked or unreadable, or one without the right.',
            example: { message, parameters },
          },
        ]),
    ...(body
      ? [
          {
            status: 400,
            when: 'The body cannot be read.',
            example: { message: 'Decoding error.' },
          },
          {
            status: 413,
            when: 'The body is too long.',
            example: { message: 'The request body is too large.' },
          },
        ]
      : []),
    {
      status: 503,
      when: 'The service or its database is overloaded or away; `Retry-After` says when to ask again.',
      example: {
        message: 'The service is temporarily unavailable. Please try again later.',
      },
    },
  ];
}
