import { useEffect, useRef, useState } from 'preact/hooks';
import type { SessionUser, SignOutReason } from '../../sdk/src/index.js';
import { AccountPage } from './account-page.js';
import { Failure } from './failure-box.js';
import { sentenceOf } from './failure.js';
import { forgetUser } from './remembered-user.js';
import { session } from './session.js';
import { SignInPage } from './sign-in-page.js';
import { texts } from './texts.js';
import { Toast } from './toast.js';

type View =
  | { readonly name: 'loading' }
  | { readonly name: 'unreachable'; readonly sentence: string }
  /** Another `visit` is another person, or the same anew: nothing is kept on the page. */
  | { readonly name: 'signed-in'; readonly visit: number; readonly user?: SessionUser | undefined }
  | { readonly name: 'signed-out'; readonly reason?: SignOutReason | undefined };

export function App() {
  const [view, setView] = useState<View>({ name: 'loading' });
  const [said, say] = useState('');
  const visits = useRef(0);

  useEffect(() => {
    const end = session.subscribe((event) => {
      if (event.type === 'renewed') return;
      if (event.type === 'signed-in') {
        visits.current += 1;
        say('');
        return setView({ name: 'signed-in', visit: visits.current, user: event.user });
      }
      forgetUser();
      // Before anybody was signed in there is nothing to explain.
      setView({ name: 'signed-out', reason: visits.current > 0 ? event.reason : undefined });
    });
    void resume();
    return end;
  }, []);

  async function resume(): Promise<void> {
    setView({ name: 'loading' });
    try {
      if (!(await session.resume())) setView({ name: 'signed-out' });
    } catch (error) {
      setView({ name: 'unreachable', sentence: sentenceOf(error) });
    }
  }

  return (
    <>
      {view.name === 'loading' && (
        <main class="narrow">
          <p class="loading" role="status">
            {texts.loading}
          </p>
        </main>
      )}
      {view.name === 'unreachable' && (
        <main class="narrow">
          <h1 class="wordmark">{texts.product}</h1>
          <Failure sentence={view.sentence} onRetry={() => void resume()} />
        </main>
      )}
      {view.name === 'signed-out' && <SignInPage reason={view.reason} />}
      {view.name === 'signed-in' && <AccountPage key={view.visit} user={view.user} say={say} />}
      <Toast text={said} onDismiss={() => say('')} />
    </>
  );
}
