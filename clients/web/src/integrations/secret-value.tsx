import { useId, useRef } from 'preact/hooks';
import { texts } from './texts.js';

interface SecretValueProps {
  readonly label: string;
  readonly value: string;
  readonly say: (what: string) => void;
}

/** One of the four values, and a button that copies it. */
export function SecretValue({ label, value, say }: SecretValueProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { copy, copyLabel, copied, notCopied } = texts.credentials;

  async function onCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      say(copied(label));
    } catch {
      // Not a secure context, or not allowed.
      input.current?.select();
      say(notCopied(label));
    }
  }

  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="value">
        <input
          id={id}
          ref={input}
          value={value}
          readOnly
          autoComplete="off"
          spellcheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button
          type="button"
          class="button"
          aria-label={copyLabel(label)}
          onClick={() => void onCopy()}
        >
          {copy}
        </button>
      </div>
    </div>
  );
}
