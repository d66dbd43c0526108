import { useEffect } from 'preact/hooks';
import type { SignInCredentials } from '../../../sdk/src/index.js';
import { Failure } from './failure-box.js';
import type { Proof } from './proof.js';
import { ProofInput } from './proof-input.js';
import { Submit } from './submit.js';
import { texts } from './texts.js';
import { useAttempt } from './use-attempt.js';
import { useProof } from './use-proof.js';

interface CodeFormProps {
  readonly credentials: SignInCredentials;
  /** Codes of what the account has enrolled. */
  readonly providers: readonly string[];
  readonly onProof: (proof: Proof) => Promise<void>;
  readonly onBack: () => void;
}

/** The second step, for accounts with a second factor. */
export function CodeForm({ credentials, providers, onProof, onBack }: CodeFormProps) {
  const proof = useProof(providers);
  const { busy, failure, attempt, fail } = useAttempt();
  const { username, password } = credentials;

  useEffect(() => proof.input.current?.focus(), [proof.kind]);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (proof.isMissing) {
      proof.input.current?.focus();
      return fail(texts.proof.missing);
    }
    const done = await attempt(async () => onProof(await proof.obtain({ username, password })));
    if (!done) proof.input.current?.select();
  }

  return (
    <form class="card stack" noValidate onSubmit={(event) => void submit(event)}>
      <div class="intro">
        <h1>{texts.code.heading}</h1>
        <p>{texts.code.lead(username)}</p>
      </div>
      {failure && <Failure sentence={failure} />}
      <ProofInput proof={proof} />
      <div class="actions">
        <Submit
          label={proof.kind === 'key' ? texts.proof.useKey : texts.code.submit}
          busy={busy && texts.signIn.busy}
        />
        <button type="button" class="button quiet" onClick={onBack}>
          {texts.code.back}
        </button>
      </div>
    </form>
  );
}
