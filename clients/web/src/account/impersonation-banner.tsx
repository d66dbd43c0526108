import { useState } from 'preact/hooks';
import { Confirmation } from './confirmation.js';
import { PersonIcon } from '../frame/icons.js';
import { questionAbout } from './questions.js';
import { texts } from './texts.js';

/** Says who is really here. */
export function ImpersonationBanner({ actor }: { actor: string }) {
  const [asked, ask] = useState(false);
  const { heading, body, stop } = texts.impersonation;
  return (
    <section class="banner" aria-labelledby="acting">
      <PersonIcon />
      <div>
        <h2 id="acting">{heading(actor)}</h2>
        <p>{body}</p>
      </div>
      <button type="button" class="button" onClick={() => ask(true)}>
        {stop}
      </button>
      {asked && (
        <Confirmation question={questionAbout({ about: 'acting' })} onClose={() => ask(false)} />
      )}
    </section>
  );
}
