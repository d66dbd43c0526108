import { InputErrors, RequiredFieldError } from '../../webapi/index.js';
import {
  ConsumerRefusedError,
  OauthTokenLengthError,
  OauthVersionError,
  SignatureMethodError,
} from '../oauth-errors.js';
import { HASHES, type SignatureMethod } from './hmac-signature.js';

/** What the protocol's parameters say, as far as their shape tells. */
export interface ProtocolParameters {
  readonly consumerKey: string;
  readonly signature: string;
  readonly method: SignatureMethod;
  readonly nonce: string;
  readonly timestamp: string;
  /** Empty before there is one. */
  readonly token: string;
  readonly bodyHash?: string;
}

const ALWAYS = [
  'oauth_consumer_key',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_nonce',
  'oauth_timestamp',
];

const LENGTH = 32;

/**
 * Checks shapes, in Magento's order.
 *
 * @param more Parameters that are needed beside those of every signed request.
 * @throws {DomainError} The first thing that will not do.
 */
export function protocolParameters(
  given: ReadonlyMap<string, string>,
  more: readonly string[],
  allowHmacSha1: boolean,
): ProtocolParameters {
  const version = given.get('oauth_version');
  if (version !== undefined && version !== '1.0') throw new OauthVersionError(version);
  const missing = [...ALWAYS, ...more].filter((name) => !given.get(name));
  const [first, ...others] = missing.map((name) => new RequiredFieldError(name));
  if (first) throw others.length > 0 ? new InputErrors([first, ...others]) : first;
  const token = given.get('oauth_token');
  if (token !== undefined && token.length !== LENGTH) throw new OauthTokenLengthError();
  const method = given.get('oauth_signature_method')!;
  if (!isMethod(method, allowHmacSha1)) throw new SignatureMethodError(method);
  const consumerKey = given.get('oauth_consumer_key')!;
  if (consumerKey.length !== LENGTH) throw ConsumerRefusedError.wrongLength();
  const bodyHash = given.get('oauth_body_hash');
  return {
    consumerKey,
    signature: given.get('oauth_signature')!,
    method,
    nonce: given.get('oauth_nonce')!,
    timestamp: given.get('oauth_timestamp')!,
    token: token ?? '',
    ...(bodyHash !== undefined && { bodyHash }),
  };
}

const isMethod = (name: string, allowHmacSha1: boolean): name is SignatureMethod =>
  Object.hasOwn(HASHES, name) && (name !== 'HMAC-SHA1' || allowHmacSha1);
