import { createSessionClient } from '../../../sdk/src/index.js';
import { Service } from './service.js';

/** The one session of this page. The access token is kept in memory and nowhere else. */
export const session = createSessionClient({ baseUrl: '/' });

/** The service, as whoever is signed in. */
export const service = new Service((path, init) => session.fetch(path, init));

/** The service, as nobody: for what is proved by secrets in the request, and must be tried once. */
export const anonymous = new Service((path, init) => fetch(path, { ...init, credentials: 'omit' }));
