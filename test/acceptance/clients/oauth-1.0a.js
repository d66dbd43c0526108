import { createHash, createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { tell } from './account.js';
import { keys, url } from './keys.js';

const oauth = new OAuth({
  consumer: { key: keys.consumerKey, secret: keys.consumerSecret },
  signature_method: 'HMAC-SHA256',
  hash_function: (text, key) => createHmac('sha256', key).update(text).digest('base64'),
  body_hash_function: (body) => createHash('sha256').update(body).digest('base64'),
  realm: 'https://shop.example/',
});
const token = { key: keys.accessToken, secret: keys.accessTokenSecret };

/** Signs as its own page says, and sends. */
async function send(method, path, { form, json, bodyHash } = {}) {
  const request = {
    method,
    url: `${url}${path}`,
    ...(form && { data: form }),
    ...(bodyHash && { data: JSON.stringify(json), includeBodyHash: true }),
  };
  const headers = { ...oauth.toHeader(oauth.authorize(request, token)) };
  if (json) headers['Content-Type'] = 'application/json';
  const body = form ? new URLSearchParams(form) : json && JSON.stringify(json);
  const answer = await fetch(request.url, { method, headers, ...(body && { body }) });
  const data = await answer.json();
  return [answer.status, data.message ?? data];
}

const json = { integration: { name: 'ü' } };
tell({
  answer: {
    plain: await send('GET', '/rest/V1/modules'),
    brackets: await send('GET', '/rest/V1/modules?searchCriteria[pageSize]=2&b=x y'),
    encoded: await send('GET', '/rest/default/V1/modules?searchCriteria[pageSize]=2&b=x%20y%2F'),
    json: await send('POST', '/rest/V1/integrations', { json }),
    hashed: await send('POST', '/rest/V1/integrations', { json, bodyHash: true }),
    form: await send('POST', '/rest/V1/integrations', { form: { a: 'x y', b: '*' } }),
  },
});
