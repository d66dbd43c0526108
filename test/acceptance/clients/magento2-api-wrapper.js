import Magento2Api from 'magento2-api-wrapper';
import { password, tell, url, username } from './account.js';

const anonymous = new Magento2Api({ api: { url } });
const token = await anonymous.post('integration/admin/token', { username, password });
const client = new Magento2Api({
  api: { url },
  axios: { headers: { Authorization: `Bearer ${token}` } },
});
const params = { searchCriteria: { pageSize: 5, currentPage: 1 } };
tell({ token, answer: await client.get('modules', { storeCode: 'default', params }) });
