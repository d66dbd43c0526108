import type { Mail } from '../../../contract/index.js';

/** Everything but what is legible to an HTML parser as itself. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** @param site Host of the service. */
export function enrolmentMail(to: string, username: string, site: string, link: string): Mail {
  const sentence =
    'You are required to configure personal Two-Factor Authorization in order to login to';
  const hint =
    'The link is good for an hour. If you have not tried to sign in, somebody knows your password: change it.';
  return {
    to,
    subject: `2FA configuration required for ${username}`,
    text: `Hello ${username},\n\n${sentence} ${site}.\n\n${link}\n\n${hint}\n`,
    html:
      `<p>Hello ${escaped(username)},</p><p>${sentence} ${escaped(site)}.</p>` +
      `<p><a href="${escaped(link)}">Configure Two-Factor Authorization</a></p><p>${hint}</p>`,
  };
}

/** @param change What happened, in a sentence. */
export function noticeMail(to: string, username: string, site: string, change: string): Mail {
  const hint = 'If this was not you, change your password and ask an administrator for help.';
  return {
    to,
    subject: `Two-Factor Authorization of ${username} has changed`,
    text: `Hello ${username},\n\n${change} Site: ${site}.\n\n${hint}\n`,
    html: `<p>Hello ${escaped(username)},</p><p>${escaped(change)} Site: ${escaped(site)}.</p><p>${hint}</p>`,
  };
}
