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

  /**
   * A customer's token is good in the stores where the customer's account counts. A request without
   * a code is in the default store; one beside the REST surface is in none.
   */
  private admitToStore(
    { raw }: RestRequest,
    { isForSelf, isRest, resources }: RouteFacts,
    { principal }: AccessToken,
  ): void | Promise<void> {
    if (!isForSelf || !isRest || principal.type !== PrincipalType.Customer) return;
    const store = raw?.[ADDRESSED_STORE] ?? this.stores.defaultStore();
    const judge = (included: boolean): void => {
      if (!included) throw new NotAuthorizedError(resources);
    };
    const included = this.isIncluded(principal, store);
    return included instanceof Promise ? included.then(judge) : judge(included);
  }

  private isIncluded(
    customer: Principal,
    store: StoreView | Promise<StoreView>,
  ): boolean | Promise<boolean> {
    return store instanceof Promise
      ? store.then((found) => this.scope.includes(customer, found))
      : this.scope.includes(customer, store);
  }
}
