import { useEffect, useState } from 'preact/hooks';
import {
  OneTimeCodeRequiredError,
  type SignInCredentials,
  type SignOutReason,
} from '../../../sdk/src/index.js';
import { CodeForm } from './code-form.js';
import { SignInForm } from './sign-in-form.js';
import { session } from './session.js';
import { texts } from './texts.js';

/** What the service asks for a code with; other refusals of that kind cannot be answered by a code. */
const CODE_REQUIRED = 'A one-time code is required.';

/** Signing in, in one step or in two. */
export function SignInPage({ reason }: { reason?: SignOutReason | undefined }) {
  const [credentials, setCredentials] = useState<SignInCredentials>();
  const [providers, setProviders] = useState<readonly string[]>([]);

  useEffect(() => {
    document.title = texts.title(texts.signIn.heading);
  }, []);

  /** @throws What signing in throws, but for the wish for a code. */
  async function signIn(given: SignInCredentials): Promise<void> {
    try {
      await session.signIn(given);
    } catch (error) {
      if (!wantsCode(error)) throw error;
      setProviders(error.activeProviders);
      setCredentials(given);
    }
  }

  return (
    <main class="narrow">
      <p class="wordmark">{texts.product}</p>
      <p class="notice" role="status">
        {reason && !credentials ? texts.signedOut[reason] : ''}
      </p>
      {credentials ? (
        <CodeForm
          credentials={credentials}
          providers={providers}
          onProof={(proof) => signIn({ ...credentials, ...proof })}
          onBack={() => setCredentials(undefined)}
        />
      ) : (
        <SignInForm onCredentials={signIn} />
      )}
    </main>
  );
}

const wantsCode = (error: unknown): error is OneTimeCodeRequiredError =>
  error instanceof OneTimeCodeRequiredError &&
  (error.template === CODE_REQUIRED || error.activeProviders.length > 0);
