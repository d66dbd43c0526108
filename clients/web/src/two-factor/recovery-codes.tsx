import { useRef, useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { CopyButton } from './copy-button.js';
import { texts } from './texts.js';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** For the file; may be unknown. */
  readonly username: string;
  readonly onKept: () => void;
}

/** Ten codes, shown once: nothing goes on before somebody says that they are kept. */
export function RecoveryCodes({ codes, username, onKept }: RecoveryCodesProps) {
  const [isKept, setKept] = useState(false);
  const [failure, fail] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const words = texts.codes;
  const text = words.text(username, codes);

  function submit(event: Event): void {
    event.preventDefault();
    if (isKept) return onKept();
    fail(words.missing);
    box.current?.focus();
  }

  return (
    <form class="stack" noValidate onSubmit={submit}>
      <ol class="recovery-codes" aria-label={words.label}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div class="actions">
        <CopyButton text={codes.join('\n')} label={words.copy} done={words.copied} />
        <a
          class="button"
          download={words.file}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {words.download}
        </a>
      </div>
      {failure && <Failure sentence={failure} />}
      <label class="check">
        <input
          ref={box}
          type="checkbox"
          checked={isKept}
          onChange={(event) => {
            setKept(event.currentTarget.checked);
            fail('');
          }}
        />
        <span>{words.kept}</span>
      </label>
      <div class="actions">
        <button type="submit" class="button primary">
          {words.submit}
        </button>
      </div>
    </form>
  );
}
