/**
 * What authenticator apps read from a QR picture; algorithm, digits and period are left out where
 * they are the default, which they are (github.com/google/google-authenticator, Key Uri Format).
 *
 * @param issuer Who asks for the code.
 * @param label Whose code it is.
 */
export const otpauthUri = (issuer: string, label: string, secret: string): string =>
  `otpauth://totp/${encodeURIComponent(`${issuer}:${label}`)}` +
  `?issuer=${encodeURIComponent(issuer)}&secret=${secret}`;
