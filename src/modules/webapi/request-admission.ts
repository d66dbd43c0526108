import { Injectable } from '@nestjs/common';
import { AuthenticationGuard } from './authentication.guard.js';
import { AuthorizationGuard } from './authorization.guard.js';
import { BodyDecoder } from './body/body-decoder.js';
import { mergedParameters } from './body/merged-parameters.js';
import type { RestRequest } from './rest-request.js';
import type { RouteFacts } from './route-facts.js';

/** Who may call comes first; what they say is read only then. */
@Injectable()
export class RequestAdmission {
  constructor(
    private readonly authentication: AuthenticationGuard,
    private readonly authorization: AuthorizationGuard,
    private readonly bodies: BodyDecoder,
  ) {}

  /**
   * @returns A promise only where something has to be waited for.
   * @throws {NotAuthorizedError}
   */
  admit(request: RestRequest, route: RouteFacts): true | Promise<true> {
    const identified = this.authentication.identify(request);
    const judged = identified
      ? identified.then(() => this.authorization.admit(request, route))
      : this.authorization.admit(request, route);
    return judged ? judged.then(() => true as const) : true;
  }

  /** Replaces the body's bytes by the parameters that the handler reads. */
  readBody(request: RestRequest, { isRest, takesSecret }: RouteFacts): true {
    const carriesBody = request.method === 'POST' || request.method === 'PUT';
    if (isRest && !carriesBody) return true;
    const body = this.bodies.decode(request, isRest);
    request.body = isRest && !takesSecret ? mergedParameters(body, request.query) : body;
    return true;
  }
}
