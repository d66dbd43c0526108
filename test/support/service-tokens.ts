/** Shape of an opaque token. */
export const OPAQUE = /^[0-9a-z]{32}$/;

/** Shape of a JWT. */
export const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** What the first two parts of a JWT say, as text: order and spelling count. */
export function decodeJwt(token: string): { readonly header: string; readonly payload: string } {
  const [header = '', payload = ''] = token.split('.');
  return { header: textOf(header), payload: textOf(payload) };
}

const textOf = (part: string): string => Buffer.from(part, 'base64url').toString();
