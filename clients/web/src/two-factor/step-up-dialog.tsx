import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../frame/dialog.js';
import { Failure } from '../frame/failure-box.js';
import { PasswordField } from '../frame/password-field.js';
import { ProofInput } from '../frame/proof-input.js';
import { texts as frame } from '../frame/texts.js';
import { useAttempt } from '../frame/use-attempt.js';
import { useProof } from '../frame/use-proof.js';
import type { Changed, StepUp } from './step-up.js';
import { texts } from './texts.js';

interface StepUpDialogProps {
  readonly stepUp: StepUp;
  readonly username: string;
  /** Codes of what can be proved. */
  readonly providers: readonly string[];
  readonly onClose: (changed?: Changed) => void;
}

/** Asks for the password and a second factor before something changes: a session alone is not enough. */
export function StepUpDialog({ stepUp, username, providers, onClose }: StepUpDialogProps) {
  const [password, setPassword] = useState('');
  const passwordInput = useRef<HTMLInputElement>(null);
  const proof = useProof(providers);
  const { busy, failure, attempt, fail } = useAttempt();

  useEffect(() => passwordInput.current?.focus(), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!password) {
      passwordInput.current?.focus();
      return fail(texts.ask.missing);
    }
    if (stepUp.needsProof && proof.isMissing) {
      proof.input.current?.focus();
      return fail(frame.proof.missing);
    }
    const credentials = { username, password };
    await attempt(async () => {
      const proved = stepUp.needsProof ? await proof.obtain(credentials) : undefined;
      onClose(await stepUp.act(credentials, proved));
    });
  }

  return (
    <Dialog
      labelledBy="step-up"
      describedBy="step-up-body"
      onCancel={busy ? undefined : () => onClose()}
    >
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <div class="intro">
          <h2 id="step-up">{stepUp.title}</h2>
          <p id="step-up-body">{stepUp.body}</p>
        </div>
        {failure && <Failure sentence={failure} />}
        <input type="text" autoComplete="username" value={username} hidden readOnly />
        <PasswordField
          label={texts.ask.password}
          value={password}
          onValue={setPassword}
          input={passwordInput}
          name="password"
          autoComplete="current-password"
          required
        />
        {stepUp.needsProof && <ProofInput proof={proof} />}
        <div class="actions end">
          <button
            type="button"
            class="button"
            aria-disabled={busy ? 'true' : undefined}
            onClick={() => busy || onClose()}
          >
            {frame.cancel}
          </button>
          <button
            type="submit"
            class={`button ${stepUp.isDanger ? 'danger' : 'primary'}`}
            aria-disabled={busy ? 'true' : undefined}
          >
            {busy ? texts.ask.busy : stepUp.submit}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
