import { promisify } from 'node:util';
import Magento2 from 'magento2-client-nodejs';
import { password, tell, url, username } from './account.js';

// It takes the host with the port for a name: the port goes into the options, and is then missing
// from its Host header.
const { protocol, hostname, port } = new URL(url);
const client = Magento2.create(`${protocol}//${hostname}`, username, password, {
  port: Number(port),
});
// A GET of this client is followed by its data, two bytes that no header announces.
const answer = await client.request('GET', '/V1/modules', {}, {});
const again = await promisify(client.request.bind(client))('GET', '/V1/modules', {}, {});
tell({ token: client.params.token, answer, again });
// Its connections would be kept alive.
process.exit();
