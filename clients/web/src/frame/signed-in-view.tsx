import { useEffect, useRef, useState } from 'preact/hooks';
import type { SessionUser, SignOutReason } from '../../../sdk/src/index.js';
import { Failure } from './failure-box.js';
import { sentenceOf } from './failure.js';
import { LoadedPage } from './loaded-page.js';
import { Loading } from './loading.js';
import type { Page } from './page.js';
import { forgetUser } from './remembered-user.js';
import { session } from './session.js';
import { SignInPage } from './sign-in-page.js';
import { texts } from './texts.js';

type View =
  | { readonly name: 'loading' }
  | { readonly name: 'unreachable'; readonly sentence: string }
  /** Another `visit` is another person, or the same anew: nothing is kept on the page. */
  | { readonly name: 'signed-in'; readonly visit: number; readonly user?: SessionUser | undefined }
  | { readonly name: 'signed-out'; readonly reason?: SignOutReason | undefined };

interface SignedInViewProps {
  readonly page: Page;
  readonly say: (what: string) => void;
}

/** A page for whoever is signed in, and signing in for all others. */
export function SignedInView({ page, say }: SignedInViewProps) {
  const [view, setView] = useState<View>({ name: 'loading' });
  const visits = useRef(0);

  useEffect(() => {
    const end = session.subscribe((event) => {
      if (event.type === 'renewed') return;
      if (event.type === 'signed-in') {
        visits.current += 1;
        say('');
        return setView({ name: 'signed-in', visit: visits.current, user: event.user });
      }
      // Before anybody was signed in there is nothing to explain.
      endVisit(visits.current > 0 ? event.reason : undefined);
    });
    void resume();
    // Its chunk comes meanwhile; whether it came is seen when it is shown.
    void page.load().catch(() => {});
    return end;
  }, []);

  function endVisit(reason?: SignOutReason): void {
    forgetUser();
    say('');
    setView({ name: 'signed-out', reason });
  }

  async function resume(): Promise<void> {
    setView({ name: 'loading' });
    try {
      if (!(await session.resume())) endVisit();
    } catch (error) {
      setView({ name: 'unreachable', sentence: sentenceOf(error) });
    }
  }

  switch (view.name) {
    case 'loading':
      return <Loading />;
    case 'unreachable':
      return (
        <main class="narrow">
          <h1 class="wordmark">{texts.product}</h1>
          <Failure sentence={view.sentence} onRetry={() => void resume()} />
        </main>
      );
    case 'signed-out':
      return <SignInPage reason={view.reason} />;
    case 'signed-in':
      return <LoadedPage key={view.visit} page={page} user={view.user} say={say} />;
  }
}
