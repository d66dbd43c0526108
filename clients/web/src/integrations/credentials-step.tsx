import { useState } from 'preact/hooks';
import type { Credentials } from './integration.js';
import { SecretValue } from './secret-value.js';
import { texts } from './texts.js';
import { useFocus } from './use-focus.js';

interface CredentialsStepProps {
  readonly credentials: Credentials;
  readonly onClose: () => void;
}

/** Credentials, this once; or, where they were posted, what happens next. */
export const CredentialsStep = (props: CredentialsStepProps) =>
  props.credentials.identity_link === null ? <Values {...props} /> : <Sent {...props} />;

function Values({ credentials, onClose }: CredentialsStepProps) {
  const [said, say] = useState('');
  const heading = useFocus();
  const words = texts.credentials;
  const { access_token: token, access_token_secret: tokenSecret } = credentials;
  const values: readonly (readonly [string, string | null])[] = [
    [words.consumerKey, credentials.consumer_key],
    [words.consumerSecret, credentials.consumer_secret],
    [words.accessToken, token],
    [words.accessTokenSecret, tokenSecret],
  ];
  return (
    <div class="stack">
      <div class="intro">
        <h2 id="credentials" ref={heading} tabIndex={-1}>
          {words.heading(credentials.name)}
        </h2>
      </div>
      <p class="warning">{words.once}</p>
      {values.map(
        ([label, value]) =>
          value !== null && <SecretValue key={label} label={label} value={value} say={say} />,
      )}
      {token === null && <p class="hint">{words.kept}</p>}
      <div class="actions end">
        <p class="said" role="status">
          {said}
        </p>
        <button type="button" class="button primary" onClick={onClose}>
          {words.stored}
        </button>
      </div>
    </div>
  );
}

function Sent({ credentials, onClose }: CredentialsStepProps) {
  const heading = useFocus();
  const words = texts.handshake;
  return (
    <div class="stack">
      <h2 id="credentials" ref={heading} tabIndex={-1}>
        {words.heading(credentials.name)}
      </h2>
      <ol class="handshake">
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div class="actions end">
        <button type="button" class="button" onClick={onClose}>
          {words.done}
        </button>
        <a
          class="button primary"
          href={credentials.identity_link!}
          target="_blank"
          rel="noopener noreferrer"
        >
          {words.open}
        </a>
      </div>
    </div>
  );
}
