export { bearerToken, type RequestHeaders } from './bearer-credentials.js';
export { bodyLimit } from './body-limit.decorator.js';
export { Budgeted } from './budgeted.decorator.js';
export { canonicalAddress } from './client-address.js';
export { CurrentToken } from './current-token.decorator.js';
export { DomainErrorFilter } from './domain-error.filter.js';
export { InputErrors, RequiredFieldError, WrongTypeError } from './input-errors.js';
export { RouteNotFoundError } from './http-errors.js';
export {
  Operation,
  OPERATION,
  type OperationDescription,
  type OperationError,
} from './operation.decorator.js';
export { ANONYMOUS, Resource, SELF } from './resource.decorator.js';
export { RestController } from './rest-controller.decorator.js';
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
