import magento from 'magento-client';
import { password, tell, url, username } from './account.js';

const { Configuration, MagentoClient, StoreStoreConfigManagerV1Api } = magento;

const basePath = `${url}/rest`;
const client = new MagentoClient({ basePath, username, password });
const token = await client.generateAccessToken({
  postV1IntegrationAdminTokenRequest: { username, password },
});
const stores = new StoreStoreConfigManagerV1Api(
  new Configuration({ basePath, accessToken: token }),
);
tell({ token, answer: await stores.getV1StoreStoreConfigs({ storeCodes: ['default'] }) });
