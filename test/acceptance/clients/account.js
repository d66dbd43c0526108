import { setTimeout } from 'node:timers/promises';

const { MAGENTO_URL = '', MAGENTO_USERNAME = '', MAGENTO_PASSWORD = '' } = process.env;

/** Where the shop is, as far as a client knows: an address without a slash at the end. */
export const url = MAGENTO_URL;

export const username = MAGENTO_USERNAME;
export const password = MAGENTO_PASSWORD;

/** Says what a client got: the last line of the output. */
export function tell(got) {
  process.stdout.write(`${JSON.stringify(got)}\n`);
}

/** Waits for what a client does not let anyone wait for. */
export async function until(condition) {
  for (let waited = 0; !condition(); waited += 1) {
    if (waited === 1000) throw new Error('the client is still waiting');
    await setTimeout(10);
  }
}
