import { AlertIcon } from './icons.js';
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
        <button type="button" class="button" onClick={onRetry}>
          {texts.retry}
        </button>
      )}
    </div>
  </div>
);
