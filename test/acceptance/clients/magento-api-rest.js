import { createRequire } from 'node:module';
import { tell } from './account.js';
import { keys, url } from './keys.js';

const Magento = createRequire(import.meta.url)('magento-api-rest').default;

const { consumerKey, consumerSecret, accessToken, accessTokenSecret: tokenSecret } = keys;
const shop = new Magento({ url, consumerKey, consumerSecret, accessToken, tokenSecret, sha: 256 });

const groups = Array.from({ length: 12 }, (_, index) => ({
  filters: [{ field: 'name', value: `a b ${index}`, condition_type: 'like' }],
}));
const criteria = { filter_groups: groups, pageSize: 2, currentPage: 1 };

/** What came of a request: its status, and what was said. */
async function outcome(request) {
  try {
    const { data } = await request;
    return [200, data];
  } catch (error) {
    const { status, data } = error.response ?? error;
    return [status, data?.message ?? data ?? String(error)];
  }
}

tell({
  answer: {
    plain: await outcome(shop.get('modules')),
    groups: await outcome(shop.get('modules', criteria)),
    json: await outcome(shop.post('integrations', { integration: { name: 'ü' } })),
  },
});
