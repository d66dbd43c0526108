import { useRef, useState } from 'preact/hooks';
import { SessionEndedError } from '../../../sdk/src/index.js';
import { Failure } from '../frame/failure-box.js';
import { sentenceOf } from '../frame/failure.js';
import { PasswordField } from '../frame/password-field.js';
import { RefusedError } from '../frame/refused-error.js';
import { account } from './account-routes.js';
import { Submit } from '../frame/submit.js';
import { texts } from './texts.js';
import { useAttempt } from '../frame/use-attempt.js';

const MIN_LENGTH = 8;

interface PasswordFormProps {
  readonly username: string | undefined;
  readonly say: (what: string) => void;
  readonly onChanged: () => Promise<void>;
}

type Problems = { readonly current?: string; readonly next?: string };

export function PasswordForm({ username, say, onChanged }: PasswordFormProps) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const currentInput = useRef<HTMLInputElement>(null);
  const nextInput = useRef<HTMLInputElement>(null);
  const { busy, failure, attempt } = useAttempt(inWords);
  const words = texts.password;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const found = problemsOf(current, next);
    setProblems(found);
    if (found.current) return currentInput.current?.focus();
    if (found.next) return nextInput.current?.focus();
    const done = await attempt(async () => {
      await account.changePassword(current, next);
      setCurrent('');
      setNext('');
      say(words.changed);
      await onChanged();
    });
    if (!done) currentInput.current?.select();
  }

  return (
    <section class="split" aria-labelledby="password">
      <div class="intro">
        <h2 id="password">{words.heading}</h2>
        <p>{words.lead}</p>
      </div>
      <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
        {failure && <Failure sentence={failure} />}
        {/* Tells password managers whose password this is. */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={username ?? ''}
          hidden
          readOnly
        />
        <PasswordField
          label={words.current}
          value={current}
          onValue={setCurrent}
          input={currentInput}
          problem={problems.current}
          name="current-password"
          autoComplete="current-password"
          required
        />
        <PasswordField
          label={words.next}
          value={next}
          onValue={setNext}
          input={nextInput}
          problem={problems.next}
          hint={words.rules}
          name="new-password"
          autoComplete="new-password"
          required
        />
        <div class="actions">
          <Submit label={words.submit} busy={busy && words.busy} />
        </div>
      </form>
    </section>
  );
}

function problemsOf(current: string, next: string): Problems {
  const { missingCurrent, tooShort, same } = texts.password;
  return {
    ...(!current && { current: missingCurrent }),
    ...(next.length < MIN_LENGTH ? { next: tooShort } : next === current && { next: same }),
  };
}

/** The end of the session is shown by another page; a 401 that is not that is about the password. */
function inWords(error: unknown): string {
  if (error instanceof SessionEndedError) return '';
  if (error instanceof RefusedError && error.status === 401) return texts.password.wrong;
  return sentenceOf(error);
}
