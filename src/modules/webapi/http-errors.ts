import { DomainError, type ErrorKind } from '../../contract/index.js';

export class RouteNotFoundError extends DomainError {
  readonly code = 'ROUTE_NOT_FOUND';
  readonly kind: ErrorKind = 'not-found';

  constructor() {
    super('Request does not match any route.');
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

export class ContentTypeError extends DomainError {
  readonly code = 'CONTENT_TYPE';
  readonly kind: ErrorKind = 'invalid';

  /** @param type Media type as sent; empty when there was none. */
  constructor(type: string) {
    super(
      type === ''
        ? 'Content-Type header is empty.'
        : `Server cannot understand Content-Type HTTP header media type ${type}`,
    );
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
