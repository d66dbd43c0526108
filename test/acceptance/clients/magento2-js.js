import magento from 'magento2-js';
import { password, tell, url, username } from './account.js';

const { Magento2Client } = magento;

// Without OAuth keys it still signs the log-in, with what it has: nothing.
const options = { url: `${url}/index.php/rest` };
const token = await new Magento2Client(options).customers.token({ username, password });
const client = new Magento2Client({ ...options, accessToken: token });
tell({ token, answer: await client.customers.me(token) });
