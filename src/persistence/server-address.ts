/** What a `DATABASE_URL` says, in the words of mysql2. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

const PORT = 3_306;

/**
 * Read here, and once: TypeORM takes an IPv6 address for `[`, mysql2 options for its own that TypeORM
 * leaves out, and neither decodes the name of the database.
 *
 * @throws {URIError} For a percent sign that is none of an encoded character.
 */
export function serverAddress(url: string): ServerAddress {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? PORT : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}
