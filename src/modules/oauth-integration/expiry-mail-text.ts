import type { Mail } from '../../contract/index.js';

/** Everything but what is legible to an HTML parser as itself. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/**
 * To the people at the other end, who know nothing of this service: what stops, when, and whom to
 * ask. No key, no right, and no link that could be imitated.
 *
 * @param site Host of the service. @param expiresAt NumericDate.
 */
export function expiryMail(to: string, name: string, site: string, expiresAt: number): Mail {
  const moment = `${new Date(expiresAt * 1_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const sentences = [
    `the access of the integration "${name}" to ${site} ends on ${moment}.`,
    'From then on its requests are refused (401). Nothing else changes, and its credentials stay.',
    `If it is still needed, ask an administrator of ${site} to extend it before that day.`,
  ];
  return {
    to,
    subject: `The access of "${name}" to ${site} ends on ${moment}`,
    text: `Hello,\n\n${sentences.join('\n\n')}\n`,
    html: ['Hello,', ...sentences].map((each) => `<p>${escaped(each)}</p>`).join(''),
  };
}
