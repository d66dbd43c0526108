import Magento2 from 'node-magento2-rest-api';
import { password, tell, until, url, username } from './account.js';

const client = new Magento2(url, {
  store: 'all',
  authentication: { login: { type: 'admin', username, password } },
});
await client.init();
await until(() => client.authKey);
const searchCriteria = { filterGroups: [{ filters: [{ field: 'name', value: 'a b' }] }] };
tell({ token: client.authKey, answer: await client.get('/V1/modules', { searchCriteria }) });
