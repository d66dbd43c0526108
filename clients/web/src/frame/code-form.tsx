import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from './failure-box.js';
import { Field } from './field.js';
import { Submit } from './submit.js';
import { texts } from './texts.js';
import { useAttempt } from './use-attempt.js';

interface CodeFormProps {
  readonly username: string;
  readonly onCode: (code: string) => Promise<void>;
  readonly onBack: () => void;
}

/** The second step, for accounts with a second factor. */
export function CodeForm({ username, onCode, onBack }: CodeFormProps) {
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const { busy, failure, attempt, fail } = useAttempt();

  useEffect(() => input.current?.focus(), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const digits = code.replace(/\s/g, '');
    if (!digits) {
      input.current?.focus();
      return fail(texts.code.missing);
    }
    if (!(await attempt(() => onCode(digits)))) input.current?.select();
  }

  return (
    <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
      <div class="intro">
        <h1>{texts.code.heading}</h1>
        <p>{texts.code.lead(username)}</p>
      </div>
      {failure && <Failure sentence={failure} />}
      <Field
        label={texts.code.label}
        value={code}
        onValue={setCode}
        input={input}
        class="code"
        name="otp"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={16}
        required
      />
      <div class="actions">
        <Submit label={texts.code.submit} busy={busy && texts.signIn.busy} />
        <button type="button" class="button quiet" onClick={onBack}>
          {texts.code.back}
        </button>
      </div>
    </form>
  );
}
