import Magento2 from 'node-magento2';
import { password, tell, url, username } from './account.js';

const client = new Magento2(url, {});
const login = { username, password: `not ${password}` };
const refusals = await Promise.allSettled([
  client.post('/V1/integration/admin/token', login),
  client.post('/V1/integration/admin/token', { username }),
  client.get('/V1/modules'),
  client.get('/V1/no/such/route'),
]);
tell({ answer: refusals.map(({ reason }) => reason) });
