import { useEffect, useState } from 'preact/hooks';
import {
  OneTimeCodeRequiredError,
  type SignInCredentials,
  type SignOutReason,
} from '../../../sdk/src/index.js';
import { CodeForm } from './code-form.js';
import { PlainPage } from './plain-page.js';
import { SignInForm } from './sign-in-form.js';
import { session } from './session.js';
import { texts } from './texts.js';

/** What the service asks for a code with; other refusals of that kind cannot be answered by a code. */
const CODE_REQUIRED = 'A one-time code is required.';

/** What ends the sentence that tells of a mail with which a second factor is set up. */
const MAILED = 'Please check your email.';

/** Signing in, in one step or in two. */
export function SignInPage({ reason }: { reason?: SignOutReason | undefined }) {
  const [credentials, setCredentials] = useState<SignInCredentials>();
  const [providers, setProviders] = useState<readonly string[]>([]);
  const [isMailed, setMailed] = useState(false);

  useEffect(() => {
    if (!isMailed) document.title = texts.title(texts.signIn.heading);
  }, [isMailed]);

  /** @throws What signing in throws, but for the wish for a code, or for a factor. */
  async function signIn(given: SignInCredentials): Promise<void> {
    try {
      await session.signIn(given);
    } catch (error) {
      if (wantsFactor(error)) return setMailed(true);
      if (!wantsCode(error)) throw error;
      setProviders(error.activeProviders);
      setCredentials(given);
    }
  }

  function begin(): void {
    setCredentials(undefined);
    setMailed(false);
  }

  if (isMailed)
    return (
      <PlainPage {...texts.mailed}>
        <div class="actions">
          <button type="button" class="button" onClick={begin}>
            {texts.mailed.back}
          </button>
        </div>
      </PlainPage>
    );
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
          onBack={begin}
        />
      ) : (
        <SignInForm onCredentials={signIn} />
      )}
    </main>
  );
}

const wantsFactor = (error: unknown): boolean =>
  error instanceof OneTimeCodeRequiredError &&
  error.activeProviders.length === 0 &&
  error.template.endsWith(MAILED);

const wantsCode = (error: unknown): error is OneTimeCodeRequiredError =>
  error instanceof OneTimeCodeRequiredError &&
  (error.template === CODE_REQUIRED || error.activeProviders.length > 0);
