import { reasonOf, SettingError } from './kernel/index.js';

const OF_THE_PORT: readonly string[] = ['EADDRINUSE', 'EACCES'];
const OF_THE_HOST: readonly string[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN'];

/** @returns Which setting the operator has to change, where a server could not listen for it. */
export function listenError(error: unknown): unknown {
  const reason = reasonOf(error);
  const problem = `nothing can listen there (${reason})`;
  if (OF_THE_PORT.includes(reason)) return new SettingError('PORT', problem);
  if (OF_THE_HOST.includes(reason)) return new SettingError('HOST', problem);
  return error;
}
