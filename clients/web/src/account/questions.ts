import type { Question } from './question.js';
import { session } from '../frame/session.js';
import { account } from './account-routes.js';
import { nameOf, type Device } from './device.js';
import { texts } from './texts.js';

/** What somebody wants to end. */
export type Asked =
  | { readonly about: 'one'; readonly device: Device }
  | { readonly about: 'others'; readonly count: number }
  | { readonly about: 'here' }
  | { readonly about: 'acting' };

/** What came of it. Signing out here needs none: the page changes. */
export interface Outcome {
  readonly sentence: string;
  /** Id of the one session that ended; all others if missing. */
  readonly ended?: string;
}

const { confirm, impersonation } = texts;

export function questionAbout(asked: Asked): Question<Outcome> {
  switch (asked.about) {
    case 'one':
      return aboutOne(asked.device);
    case 'others':
      return aboutOthers(asked.count);
    case 'here':
      return { ...confirm.here, act: signOut };
    case 'acting':
      return {
        title: impersonation.confirmTitle,
        body: impersonation.confirmBody,
        submit: impersonation.stop,
        busy: confirm.here.busy,
        act: signOut,
      };
  }
}

function aboutOne(device: Device): Question<Outcome> {
  const { title, done, gone, ...words } = confirm.one;
  const name = nameOf(device);
  return {
    ...words,
    title: title(name),
    act: async () => {
      const ended = await account.end(device.id);
      return { sentence: ended ? done(name) : gone(name), ended: device.id };
    },
  };
}

function aboutOthers(count: number): Question<Outcome> {
  const { body, done, ...words } = confirm.others;
  return {
    ...words,
    body: body(count),
    act: async () => ({ sentence: done(await account.endOthers()) }),
  };
}

async function signOut(): Promise<undefined> {
  await session.signOut();
}
