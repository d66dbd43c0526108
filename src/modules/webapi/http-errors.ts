import { DomainError, type ErrorKind } from '../../contract/index.js';

/** An error of HTTP itself, which no kind of failure of the domain stands for. */
export abstract class HttpError extends DomainError {
  readonly kind: ErrorKind = 'invalid';
  abstract readonly httpStatus: number;
}

export class RouteNotFoundError extends DomainError {
  readonly code = 'ROUTE_NOT_FOUND';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('Request does not match any route.');
  }
}

export class MethodNotSupportedError extends HttpError {
  readonly code = 'METHOD_NOT_SUPPORTED';
  readonly httpStatus = 405;

  constructor(method: string) {
    super(`The ${method} HTTP method is not supported.`);
  }
}

export class NotAcceptableError extends HttpError {
  readonly code = 'NOT_ACCEPTABLE';
  readonly httpStatus = 406;

  constructor(types: readonly string[]) {
    super(
      'Server cannot match any of the given Accept HTTP header media type(s) from the request: ' +
        `"${types.join(', ')}" with media types from the config of response renderer.`,
    );
  }
}

export class BodyTooLargeError extends DomainError {
  readonly code = 'BODY_TOO_LARGE';
  readonly kind: ErrorKind = 'too-large';

  constructor() {
    super('The request body is too large.');
  }
}

export class DecodingError extends DomainError {
  readonly code = 'BODY_UNDECODABLE';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Decoding error.');
  }
}

/** One text for each way in which a `Content-Type` is of no use; rendered, as Magento's are. */
export class ContentTypeError extends DomainError {
  readonly code = 'CONTENT_TYPE';
  readonly kind: ErrorKind = 'invalid';

  static missing = (): ContentTypeError => new this('Content-Type header is empty.');
  static invalid = (): ContentTypeError => new this('Content-Type header is invalid.');
  static charset = (): ContentTypeError => new this('UTF-8 is the only supported charset.');
  static unknown = (type: string): ContentTypeError =>
    new this(`Server cannot understand Content-Type HTTP header media type ${type}`);
}

/** Compressed bodies hide their size until it is too late. */
export class ContentEncodingError extends DomainError {
  readonly code = 'CONTENT_ENCODING';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Encoded request bodies are not supported.');
  }
}

/** The request is one that HTTP itself or the server's limits forbid. */
export class BadRequestError extends DomainError {
  readonly code = 'REQUEST_INVALID';
  readonly kind: ErrorKind = 'invalid';

  constructor() {
    super('Specified request cannot be processed.');
  }
}
