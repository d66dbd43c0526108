export { bearerToken, type RequestHeaders } from './bearer-credentials.js';
export { bodyLimit } from './body-limit.decorator.js';
export { Budgeted } from './budgeted.decorator.js';
export { canonicalAddress, clientAddress } from './client-address.js';
export { CurrentToken } from './current-token.decorator.js';
export { DomainErrorFilter } from './domain-error.filter.js';
export { InputErrors, RequiredFieldError, WrongTypeError } from './input-errors.js';
export { RouteNotFoundError } from './http-errors.js';
export { statusOf } from './http-status.js';
export {
  Operation,
  OPERATION,
  type OperationDescription,
  type OperationError,
} from './operation.decorator.js';
export { ANONYMOUS, Resource, SELF, SIGNED_IN } from './resource.decorator.js';
export { RestController } from './rest-controller.decorator.js';
export { CONTENT_TYPE, type RestRequest } from './rest-request.js';
export { readResources } from './route-facts.js';
export { SecretInput } from './secret-input.decorator.js';
export {
  objectParameter,
  positiveIdFrom,
  requiredTexts,
  textParameter,
  uncastParameter,
} from './service-parameters.js';
export { validateToken } from './token-validation.js';
export { WebapiSettings } from './webapi-settings.js';
