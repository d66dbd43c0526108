import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AccessToken } from '../../contract/index.js';
import type { AuthenticatedRequest } from './authenticated-request.js';

/** Parameter of a guarded handler: the {@link AccessToken} the caller proved themselves with. */
export const CurrentToken = createParamDecorator(
  (_data: unknown, context: ExecutionContext): AccessToken | undefined =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().user,
);
