import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { DialogActions } from '../frame/dialog-actions.js';
import { Failure } from '../frame/failure-box.js';
import { PasswordField } from '../frame/password-field.js';
import { useAttempt } from '../frame/use-attempt.js';
import type { Action } from './actions.js';
import type { Credentials } from './integration.js';
import { texts } from './texts.js';
import { inWords } from './words.js';

interface ConfirmStepProps {
  readonly name: string;
  readonly action: Action;
  readonly onBack: () => void;
  readonly onDone: (credentials: Credentials | undefined) => void;
}

/** Asks before something is done, and for the own password. */
export function ConfirmStep({ name, action, onBack, onDone }: ConfirmStepProps) {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const { busy, failure, attempt } = useAttempt(inWords);
  const words = texts.actions[action.name];

  // At once, for those who type on; the dialog is open by then.
  useLayoutEffect(() => input.current?.focus(), []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setProblem(password ? undefined : texts.password.missing);
    if (!password) return input.current?.focus();
    const isDone = await attempt(async () => onDone(await action.act(password)));
    if (!isDone) input.current?.select();
  }

  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <div class="intro">
        <h2 id="managed">{words.title(name)}</h2>
        <p>{words.about}</p>
      </div>
      {failure && <Failure sentence={failure} />}
      <PasswordField
        label={texts.password.label}
        hint={texts.password.hint}
        value={password}
        onValue={setPassword}
        input={input}
        problem={problem}
        name="current-password"
        autoComplete="current-password"
        required
      />
      <DialogActions
        label={words.label}
        doing={words.busy}
        busy={busy}
        isDangerous={action.isDangerous}
        onCancel={onBack}
      />
    </form>
  );
}
