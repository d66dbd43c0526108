/** Settings of the whole installation; the server declares them and refuses bad ones. */
interface InstallationFields {
  readonly NODE_ENV?: string;
  readonly SMTP_URL?: string;
  readonly PUBLIC_BASE_URL?: string;
  readonly HOST?: string;
  readonly PORT?: string;
}

/** Reads them out of fields that a loose schema let through. */
export const installationFields = (fields: object): InstallationFields => fields;

/** @returns How the world reaches the service, as far as somebody said so; no slash at the end. */
export const givenUrl = (fields: object): string | undefined =>
  installationFields(fields).PUBLIC_BASE_URL?.replace(/\/+$/, '');

/** @returns The same, or this process's own address. */
export function publicUrl(fields: object): string {
  const { HOST: host = '127.0.0.1', PORT: port = '3000' } = installationFields(fields);
  return givenUrl(fields) ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
