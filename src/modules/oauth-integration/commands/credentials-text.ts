import type { ConsoleResult } from '../../../contract/index.js';
import type { IntegrationCredentials } from '../integration-lifecycle.js';
import { statusWord } from '../integration-status.js';

/** What an integration signs with, for a terminal; the JSON is the same for every command. */
export function credentialsResult(
  sentence: string,
  { identityLink, ...json }: IntegrationCredentials,
): ConsoleResult {
  const lines = [
    sentence,
    `id: ${json.id}`,
    `status: ${statusWord(json.status)}`,
    `consumer key: ${json.consumerKey}`,
    `consumer secret: ${json.consumerSecret}`,
    ...(json.accessToken === null
      ? []
      : [`access token: ${json.accessToken}`, `access token secret: ${json.accessTokenSecret}`]),
    ...(identityLink === undefined ? [] : [`open in a browser: ${identityLink}`]),
  ];
  return {
    text: lines.join('\n'),
    json: { ...json, ...(identityLink !== undefined && { identityLink }) },
  };
}
