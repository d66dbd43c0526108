import { z } from 'zod';

/** Settings of the whole installation; the server declares them and refuses bad ones. */
const Installation = z.object({
  NODE_ENV: z.string().optional(),
  SMTP_URL: z.string().optional(),
  PUBLIC_BASE_URL: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.string().default('3000'),
});

/** Reads them out of fields that a loose schema let through. */
export const installationFields = (fields: object): z.infer<typeof Installation> =>
  Installation.parse(fields);

/** @returns How the world reaches the service, as far as somebody said so; no slash at the end. */
export const givenUrl = (fields: object): string | undefined =>
  installationFields(fields).PUBLIC_BASE_URL?.replace(/\/+$/, '');

/** @returns The same, or this process's own address. */
export function publicUrl(fields: object): string {
  const { HOST: host, PORT: port } = installationFields(fields);
  return givenUrl(fields) ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
