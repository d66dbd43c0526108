import magento from 'magento-client';
import { password, tell, url, username } from './account.js';

const { BackendModuleServiceV1Api, Configuration, IntegrationAdminTokenServiceV1Api } = magento;

// The form the client was generated with.
const basePath = `${url}/rest/all`;
const login = { postV1IntegrationAdminTokenRequest: { username, password } };
const accessToken = await new IntegrationAdminTokenServiceV1Api(
  new Configuration({ basePath }),
).postV1IntegrationAdminToken(login);
const configuration = new Configuration({ basePath, accessToken });
tell({
  token: accessToken,
  answer: await new BackendModuleServiceV1Api(configuration).getV1Modules(),
});
