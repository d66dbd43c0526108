import {
  OneTimeCodeRequiredError,
  SignInRefusedError,
  UnexpectedAnswerError,
  type TokenwrightError,
} from './errors.js';
import { serverMessageOf, type ServerMessage } from './server-message.js';
import type { Answer } from './service-caller.js';

/** What the routes say that want a code first; Magento's own clients look for `2fa`, too. */
const CODE_WANTED = /one-time code is required|\b2fa\b|two-factor/i;

/** @returns The error for credentials that were refused. */
export function refusalOf({ status, body }: Answer): TokenwrightError {
  const said = serverMessageOf(body);
  if (!said) return new UnexpectedAnswerError(status, said);
  return wantsCode(said)
    ? new OneTimeCodeRequiredError(status, said)
    : new SignInRefusedError(status, said);
}

const wantsCode = ({ template, parameters }: ServerMessage): boolean =>
  'active_providers' in parameters || CODE_WANTED.test(template);
