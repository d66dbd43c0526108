import { HttpStatus } from '@nestjs/common';
import type { DomainError, ErrorKind } from '../../contract/index.js';
import { HttpError } from './http-errors.js';

/**
 * The only place where a domain failure meets an HTTP status. 403 never comes from the REST surface:
 * who may not call a route there gets 401.
 */
const HTTP_STATUS: Readonly<Record<ErrorKind, HttpStatus>> = {
  unauthenticated: HttpStatus.UNAUTHORIZED,
  forbidden: HttpStatus.FORBIDDEN,
  invalid: HttpStatus.BAD_REQUEST,
  'not-found': HttpStatus.NOT_FOUND,
  'too-large': HttpStatus.PAYLOAD_TOO_LARGE,
  unavailable: HttpStatus.SERVICE_UNAVAILABLE,
};

export const statusOf = (error: DomainError): number =>
  error instanceof HttpError ? error.httpStatus : HTTP_STATUS[error.kind];
