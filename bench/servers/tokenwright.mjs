import { importBuilt } from '../built-service.mjs';

/**
 * The service with the bench module, under the settings of V8 with which `main.js` starts it.
 *
 * @param {object} options See `assemble`.
 * @returns The listening server and the tokens.
 */
export async function startTokenwright(options) {
  const { prepareV8, settleV8 } = await importBuilt('v8-settings.js');
  prepareV8();
  const { assemble } = await import('./assemble.mjs');
  const started = await assemble(options);
  settleV8();
  return started;
}
