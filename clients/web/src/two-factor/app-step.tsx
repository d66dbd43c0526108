import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { Field } from '../frame/field.js';
import { Submit } from '../frame/submit.js';
import { useAttempt } from '../frame/use-attempt.js';
import { CopyButton } from './copy-button.js';
import { enrolment, type AppConfiguration } from './enrolment-routes.js';
import { texts } from './texts.js';

interface AppStepProps {
  readonly tfat: string;
  /** Of a picture that is here already. */
  readonly configuration: AppConfiguration;
  /** @param otp Good once more, for what comes next. */
  readonly onDone: (otp: string) => Promise<void>;
}

/** The picture, the secret, and the code that shows that the app has it. */
export function AppStep({ tfat, configuration, onDone }: AppStepProps) {
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const { busy, failure, attempt, fail } = useAttempt();
  const words = texts.app;

  useEffect(() => input.current?.focus({ preventScroll: true }), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const otp = code.replace(/\s/g, '');
    if (!otp) {
      input.current?.focus();
      return fail(words.missing);
    }
    const done = await attempt(async () => {
      await enrolment.activateApp(tfat, otp);
      await onDone(otp);
    });
    if (!done) input.current?.select();
  }

  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <div class="scan">
        <img
          class="qr"
          src={`data:image/png;base64,${configuration.qr_code_base64}`}
          alt={words.picture}
          width="200"
          height="200"
        />
        <div class="stack">
          <p class="hint">{words.secret}</p>
          <Secret text={configuration.secret_code} />
          <CopyButton
            text={configuration.secret_code}
            label={texts.copySecret}
            done={texts.secretCopied}
          />
        </div>
      </div>
      {failure && <Failure sentence={failure} />}
      <Field
        label={words.code}
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
        <Submit label={words.submit} busy={busy && words.busy} />
      </div>
    </form>
  );
}

/** In groups of four, as people read it; copied without the gaps. */
const Secret = ({ text }: { text: string }) => (
  <code class="secret">
    {text.match(/.{1,4}/g)?.map((group, index) => (
      <span key={index}>{group}</span>
    ))}
  </code>
);
