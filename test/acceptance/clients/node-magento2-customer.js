import Magento2 from 'node-magento2';
import { password, tell, until, url, username } from './account.js';

const client = new Magento2(url, {
  authentication: { login: { type: 'customer', username, password } },
});
await client.init();
await until(() => client.authKey);
tell({ token: client.authKey, answer: await client.get('/V1/customers/me') });
