import type { ConsoleResult } from '../../../contract/index.js';
import { setupWord, statusWord } from '../integration-status.js';
import type { IntegrationSummary } from '../integration-summaries.js';

/** An integration without secrets; Magento's numbers are words for people. */
export function summaryResult(json: IntegrationSummary): ConsoleResult {
  const { status, setup_type: setup } = json;
  const words = { ...json, status: statusWord(status), setup_type: setupWord(setup) };
  const text = Object.entries(words)
    .map(([field, value]) => `${field}: ${value === null ? '-' : [value].flat().join(', ')}`)
    .join('\n');
  return { text, json };
}
