const utf8 = new TextEncoder();

/** HMAC-SHA256 (RFC 5849, section 3.4.2, with another hash). @returns Base64. */
export async function hmacSha256(key: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', utf8.encode(key), algorithm, false, [
    'sign',
  ]);
  return base64(await crypto.subtle.sign('HMAC', imported, utf8.encode(text)));
}

/** @returns Base64. */
export const sha256 = async (body: string | BufferSource): Promise<string> =>
  base64(
    await crypto.subtle.digest('SHA-256', typeof body === 'string' ? utf8.encode(body) : body),
  );

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));
