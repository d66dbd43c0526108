import { useState } from 'preact/hooks';
import { texts } from './texts.js';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** What is said once it is copied. */
  readonly done: string;
}

/** Copies a text, and says whether that worked. */
export function CopyButton({ text, label, done }: CopyButtonProps) {
  const [said, say] = useState('');
  async function copy(): Promise<void> {
    try {
      // Outside a secure context there is no clipboard, and this throws as well.
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      say(texts.codes.notCopied);
    }
  }

  return (
    <div class="copy">
      <button type="button" class="button" onClick={() => void copy()}>
        {label}
      </button>
      <p class="hint" role="status">
        {said}
      </p>
    </div>
  );
}
