import { useEffect } from 'preact/hooks';
import { CloseIcon } from './icons.js';
import { texts } from './texts.js';

const READING_MS = 10_000;

/** Says what happened, to everybody: the box is always there, so that screen readers hear of a change. */
export function Toast({ text, onDismiss }: { text: string; onDismiss: () => void }) {
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(onDismiss, READING_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <div class="toast" data-open={text !== ''}>
      <p role="status">{text}</p>
      {text && (
        <button type="button" class="icon-button" aria-label={texts.dismiss} onClick={onDismiss}>
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
