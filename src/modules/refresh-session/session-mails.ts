import type { Mail } from '../../contract/index.js';

/** What somebody is told of their session by mail. */
export interface SessionNews {
  readonly to: string;
  readonly username: string;
  /** Host of the service. */
  readonly site: string;
  /** Browser and system, in words. */
  readonly device: string;
  readonly address: string;
}

/** Two came with copies of one refresh token. */
export const reusedMail = (news: SessionNews): Mail =>
  mail(news, 'A session of %s was ended for safety', [
    `Two came with copies of one sign-in at ${news.site}; the second from ${news.address} with ${news.device}. It was ended for both.`,
    'If you have not restored an old copy of your browser, somebody has copied its data: change your password.',
  ]);

/** A session goes on in another browser or on another system. */
export const movedMail = (news: SessionNews): Mail =>
  mail(news, 'A session of %s goes on elsewhere', [
    `A sign-in of yours at ${news.site} is now used from ${news.address} with ${news.device}, which it was not before.`,
    'If this was not you, sign out everywhere else and change your password.',
  ]);

function mail({ to, username }: SessionNews, subject: string, paragraphs: readonly string[]): Mail {
  const all = [`Hello ${username},`, ...paragraphs];
  return {
    to,
    subject: subject.replace('%s', () => username),
    text: `${all.join('\n\n')}\n`,
    html: all.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join(''),
  };
}

/** Everything but what is legible to an HTML parser as itself. */
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
