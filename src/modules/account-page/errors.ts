import { DomainError, type ErrorKind } from '../../contract/index.js';

/** The package has no page in it: it was not built. */
export class PageNotBuiltError extends DomainError {
  readonly code = 'ACCOUNT_PAGE_NOT_BUILT';
  readonly kind: ErrorKind = 'invalid';

  constructor(options?: ErrorOptions) {
    super(
      'The account page has not been built: run "npm run build", or disable the module account-page.',
      {},
      options,
    );
  }
}
