import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { sentenceOf } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { PlainPage } from '../frame/plain-page.js';
import { RefusedError } from '../frame/refused-error.js';
import { texts as frame } from '../frame/texts.js';
import { Enrolment } from './enrolment.js';
import { enrolment, type Provider } from './enrolment-routes.js';
import { takeTfat } from './tfat.js';
import { texts } from './texts.js';

type View =
  | { readonly name: 'loading' | 'expired' | 'configured' }
  | { readonly name: 'done'; readonly note?: string | undefined }
  | { readonly name: 'unreachable'; readonly sentence: string }
  | { readonly name: 'enrolling'; readonly providers: readonly Provider[]; readonly at: number };

/** At once, before anything else is asked for. */
const tfat = takeTfat();

/** Where the link of the enrolment mail leads: every factor that is still to be enrolled, in turn. */
export function TwoFactorPage() {
  const [view, setView] = useState<View>({ name: 'loading' });
  const [hasCodes, setHasCodes] = useState(false);

  useEffect(() => {
    document.title = frame.title(texts.enrolment.heading);
    if (tfat !== undefined) void look(tfat);
  }, []);

  async function look(token: string): Promise<void> {
    setView({ name: 'loading' });
    try {
      const providers = await enrolment.toActivate(token);
      setView(
        providers.length > 0 ? { name: 'enrolling', providers, at: 0 } : { name: 'configured' },
      );
    } catch (error) {
      if (!refused(error)) setView({ name: 'unreachable', sentence: sentenceOf(error) });
    }
  }

  /** 401 is about the token alone; what else is refused has been done meanwhile. */
  function refused(error: unknown): boolean {
    if (!(error instanceof RefusedError)) return false;
    setView({ name: error.status === 401 ? 'expired' : 'configured' });
    return true;
  }

  if (tfat === undefined) return <PlainPage {...texts.noLink}>{toSignIn}</PlainPage>;
  switch (view.name) {
    case 'loading':
      return <Loading />;
    case 'unreachable':
      return (
        <main class="narrow">
          <h1 class="wordmark">{frame.product}</h1>
          <Failure sentence={view.sentence} onRetry={() => void look(tfat)} />
        </main>
      );
    case 'expired':
      return <PlainPage {...texts.expired}>{toSignIn}</PlainPage>;
    case 'configured':
      return <PlainPage {...texts.configured} />;
    case 'done':
      return (
        <PlainPage {...texts.done}>
          {view.note && <Failure sentence={view.note} />}
          {toSignIn}
        </PlainPage>
      );
    case 'enrolling': {
      const { providers, at } = view;
      const next = at + 1;
      return (
        <main class="narrow middle">
          <p class="wordmark">{frame.product}</p>
          <Enrolment
            key={at}
            tfat={tfat}
            provider={providers[at]!}
            wantsCodes={!hasCodes}
            username=""
            level="h1"
            progress={
              providers.length > 1 ? texts.enrolment.step(next, providers.length) : undefined
            }
            onRefused={refused}
            onDone={(shown, note) => {
              setHasCodes(hasCodes || shown);
              setView(
                next < providers.length
                  ? { name: 'enrolling', providers, at: next }
                  : { name: 'done', note },
              );
            }}
          />
        </main>
      );
    }
  }
}

const toSignIn = (
  <div class="actions">
    <a class="button primary" href="/account">
      {texts.signIn}
    </a>
  </div>
);
