export { bearerToken, type RequestHeaders } from './bearer-credentials.js';
export { bodyLimit } from './body-limit.decorator.js';
export { CurrentToken } from './current-token.decorator.js';
export { DomainErrorFilter } from './domain-error.filter.js';
export { JsonText } from './json-text.decorator.js';
export { ANONYMOUS, Resource, SELF } from './resource.decorator.js';
export { RestController } from './rest-controller.decorator.js';
export {
  InputErrors,
  RequiredFieldError,
  textParameter,
  WrongTypeError,
} from './service-parameters.js';
export { validateToken } from './token-validation.js';
export { RouteNotFoundError } from './http-errors.js';
export {
  Operation,
  OPERATION,
  type OperationDescription,
  type OperationError,
} from './operation.decorator.js';
export { readResources } from './route-resources.js';
