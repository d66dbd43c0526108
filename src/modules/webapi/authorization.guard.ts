import { Injectable } from '@nestjs/common';
import {
  AccessControl,
  CustomerScope,
  NotAuthorizedError,
  PrincipalType,
  StoreDirectory,
  type AccessToken,
  type Principal,
  type StoreView,
} from '../../contract/index.js';
import { SIGNED_IN } from './resource.decorator.js';
import type { RouteFacts } from './route-facts.js';
import { ADDRESSED_STORE, type RestRequest } from './rest-request.js';

/** Admits a caller who has every resource the route names. A guest has none. */
@Injectable()
export class AuthorizationGuard {
  constructor(
    private readonly accessControl: AccessControl,
    private readonly scope: CustomerScope,
    private readonly stores: StoreDirectory,
  ) {}

  /**
   * @returns A promise only where something has to be waited for.
   * @throws {NotAuthorizedError} With the reason why the token is not honoured, if one was sent.
   */
  admit(request: RestRequest, route: RouteFacts): void | Promise<void> {
    const { user, refusal } = request;
    if (!user) throw new NotAuthorizedError(route.resources, { cause: refusal });
    if (route.resources.includes(SIGNED_IN)) return;
    const judge = (allowed: boolean): void | Promise<void> => {
      if (!allowed) throw new NotAuthorizedError(route.resources, { cause: refusal });
      return this.admitToStore(request, route, user);
    };
    const allowed = this.accessControl.isAllowed(user.principal, route.resources);
    return allowed instanceof Promise ? allowed.then(judge) : judge(allowed);
  }

  /** A customer's token is good where the customer's account counts. */
  private admitToStore(
    { raw }: RestRequest,
    { isForSelf, resources }: RouteFacts,
    { principal }: AccessToken,
  ): void | Promise<void> {
    const store = raw?.[ADDRESSED_STORE];
    if (!store || !isForSelf || principal.type !== PrincipalType.Customer) return;
    return this.includes(principal, store).then((included) => {
      if (!included) throw new NotAuthorizedError(resources);
    });
  }

  private async includes(customer: Principal, store: StoreView): Promise<boolean> {
    if (store.id === (await this.stores.defaultStore()).id) return true;
    return this.scope.includes(customer, store);
  }
}
