import { createSessionClient } from '../../sdk/src/index.js';
import { AccountRoutes } from './account-routes.js';

/** The one session of this page. The access token is kept in memory and nowhere else. */
export const session = createSessionClient({ baseUrl: '/' });

export const account = new AccountRoutes(session);
