import { AlertIcon } from './icons.js';
import { session } from './session.js';
import { texts } from './texts.js';

interface FailureProps {
  readonly heading?: string;
  readonly sentence: string;
  readonly onRetry?: () => void;
}

/** Something did not work: what, and what can be done. */
export const Failure = ({ heading, sentence, onRetry }: FailureProps) => (
  <div class="failure" role="alert">
    <AlertIcon />
    <div>
      {heading && <p class="failure-heading">{heading}</p>}
      <p>{sentence}</p>
      {onRetry && (
        <button type="button" class="button" onClick={() => retry(onRetry)}>
          {texts.retry}
        </button>
      )}
    </div>
  </div>
);

/** A person who asks is not made to wait as the library waits between its own attempts. */
function retry(ask: () => void): void {
  session.skipPause();
  ask();
}
