import Magento2 from 'node-magento2';
import { password, tell, until, url, username } from './account.js';

const client = new Magento2(url, {
  authentication: { login: { type: 'admin', username, password } },
});
// Resolves before the token is there.
await client.init();
await until(() => client.authKey);
tell({ token: client.authKey, answer: await client.module.get() });
