import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AccessControl, NotAuthorizedError } from '../../contract/index.js';
import type { AuthenticatedRequest } from './authenticated-request.js';
import { ANONYMOUS } from './resource.decorator.js';
import { routeResources } from './route-resources.js';

/** Admits a caller who has every resource the route names. A guest has none. */
@Injectable()
export class AuthorizationGuard implements CanActivate {
  constructor(private readonly accessControl: AccessControl) {}

  /** @throws {NotAuthorizedError} With the reason why the token is not honoured, if one was sent. */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const resources = routeResources(context);
    if (!resources || resources.includes(ANONYMOUS)) return true;
    const { user, refusal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const admit = (allowed: boolean): true => {
      if (!allowed) throw new NotAuthorizedError(resources, { cause: refusal });
      return true;
    };
    if (!user) return admit(false);
    const allowed = this.accessControl.isAllowed(user.principal, resources);
    return allowed instanceof Promise ? allowed.then(admit) : admit(allowed);
  }
}
