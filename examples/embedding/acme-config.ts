import type { Environment } from 'tokenwright';

const JWT = ['on', 'draining', 'off'] as const;

/** The application's own configuration. */
export interface AcmeConfig {
  /** `draining`: none is issued any more, but those that are out go on working. */
  readonly jwt: (typeof JWT)[number];
  /** Folder for everything the application keeps. */
  readonly dataDir: string;
}

/** @throws {Error} Naming the variable that is wrong. */
export function acmeConfigFrom({ ACME_JWT, ACME_DATA_DIR }: Environment): AcmeConfig {
  const jwt = JWT.find((each) => each === (ACME_JWT ?? 'on'));
  if (!jwt) throw new Error(`ACME_JWT must be one of ${JWT.join(', ')}`);
  return { jwt, dataDir: ACME_DATA_DIR ?? 'var' };
}
