import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { AddressBudget } from '../../contract/index.js';
import { AnswerForm } from './answer/answer-form.js';
import { AsyncRequestContext } from './async-request-context.js';
import { clientAddress } from './client-address.js';
import { OverBudgetError } from './over-budget-error.js';
import { RequestAdmission } from './request-admission.js';
import type { RestRequest } from './rest-request.js';
import { routeFacts, type RouteFacts } from './route-facts.js';

/**
 * The one global guard: every step a request takes between its route and its handler, in Magento's
 * order. One guard rather than one per step, and no promise where nothing has to be waited for: an
 * open GET passes in a few comparisons.
 */
@Injectable()
export class RestGuard implements CanActivate {
  constructor(
    private readonly budget: AddressBudget,
    private readonly answers: AnswerForm,
    private readonly contexts: AsyncRequestContext,
    private readonly admission: RequestAdmission,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const route = routeFacts(context);
    if (!route) return true;
    const request = context.getArgByIndex<RestRequest>(0);
    if (route.isBudgeted) this.spend(request);
    if (route.isRest) this.answers.choose(request, context.getArgByIndex(1));
    if (request.method === 'GET') {
      this.contexts.leave();
      return route.isOpen || this.admission.admit(request, route);
    }
    const entered = this.contexts.enter(request, context.getArgByIndex(1));
    return entered
      ? entered.then(() => this.admitted(request, route))
      : this.admitted(request, route);
  }

  /** @throws {OverBudgetError} Counted before anything is known of the request. */
  private spend(request: RestRequest): void {
    const seconds = this.budget.spend(clientAddress(request));
    if (seconds > 0) throw new OverBudgetError(seconds);
  }

  private admitted(request: RestRequest, route: RouteFacts): boolean | Promise<boolean> {
    const decoded = (): boolean => this.admission.readBody(request, route);
    if (route.isOpen) return decoded();
    const admitted = this.admission.admit(request, route);
    return admitted === true ? decoded() : admitted.then(decoded);
  }
}
