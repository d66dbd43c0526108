import { PersonIcon } from './icons.js';
import { PageLinks } from './page-links.js';
import { texts } from './texts.js';

/** The top of every page that somebody is signed in to. */
export const Topbar = ({ username }: { username: string | undefined }) => (
  <header class="topbar">
    <p class="wordmark">{texts.product}</p>
    <PageLinks />
    {username && (
      <p class="who" title={`${texts.signedInAs} ${username}`}>
        <PersonIcon />
        <span class="unseen">{texts.signedInAs} </span>
        <span class="who-name">{username}</span>
      </p>
    )}
  </header>
);
