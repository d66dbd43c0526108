import { createSessionClient } from '../../../sdk/src/index.js';
import { Service } from './service.js';

/** The one session of this page. The access token is kept in memory and nowhere else. */
export const session = createSessionClient({ baseUrl: '/' });

export const service = new Service(session);
