import { useEffect, useRef, useState } from 'preact/hooks';
import { SessionEndedError } from '../../../sdk/src/index.js';
import { Failure } from '../frame/failure-box.js';
import { sentenceOf } from '../frame/failure.js';
import { PasswordField } from '../frame/password-field.js';
import { ProofInput } from '../frame/proof-input.js';
import { RefusedError } from '../frame/refused-error.js';
import { service } from '../frame/session.js';
import { Submit } from '../frame/submit.js';
import { texts as frame } from '../frame/texts.js';
import { useAttempt } from '../frame/use-attempt.js';
import { useProof } from '../frame/use-proof.js';
import { account } from './account-routes.js';
import { texts } from './texts.js';

const MIN_LENGTH = 8;
const FACTORS = '/rest/V1/tfa/factors';
/** What else the service refuses with 401 here. */
const INVALID_CODE = 'Invalid code.';

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
  const { busy, failure, attempt, fail } = useAttempt(inWords);
  const [providers, setProviders] = useState<readonly string[]>();
  const proof = useProof(providers ?? []);
  const words = texts.password;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const found = problemsOf(current, next);
    setProblems(found);
    if (found.current) return currentInput.current?.focus();
    if (found.next) return nextInput.current?.focus();
    if (providers && proof.isMissing) {
      proof.input.current?.focus();
      return fail(frame.proof.missing);
    }
    const done = await attempt(async () => {
      if (!(await change())) return;
      setCurrent('');
      setNext('');
      setProviders(undefined);
      say(words.changed);
      await onChanged();
    });
    if (!done) (providers ? proof.input : currentInput).current?.select();
  }

  /** A session that began elsewhere has not told this page whose it is. */
  async function credentials() {
    const name = username ?? (await service.get<{ username: string }>(FACTORS)).username;
    return { username: name, password: current };
  }

  /** @returns Whether it is done; if not, a second factor is asked for. */
  async function change(): Promise<boolean> {
    try {
      const proved = providers && (await proof.obtain(await credentials()));
      await account.changePassword(current, next, proved);
      return true;
    } catch (error) {
      const wanted = providers ? undefined : wantedProviders(error);
      if (!wanted) throw error;
      setProviders(wanted);
      return false;
    }
  }

  useEffect(() => proof.input.current?.focus(), [providers]);

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
        {providers && (
          <>
            <p role="status">{words.oneMore}</p>
            <ProofInput proof={proof} />
          </>
        )}
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
  const isRefused = error instanceof RefusedError && error.status === 401;
  return isRefused && error.template !== INVALID_CODE ? texts.password.wrong : sentenceOf(error);
}

/** @returns Codes of what the service wants a proof of, if it is that. */
function wantedProviders(error: unknown): readonly string[] | undefined {
  const { active_providers: providers } = error instanceof RefusedError ? error.parameters : {};
  return Array.isArray(providers) ? providers.map(String) : undefined;
}
