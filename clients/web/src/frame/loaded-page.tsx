import { Failure } from './failure-box.js';
import { Loading } from './loading.js';
import type { Page, PageProps } from './page.js';
import { texts } from './texts.js';
import { useLoaded } from './use-loaded.js';

/** A page, once its chunk is here. */
export function LoadedPage({ page, ...props }: PageProps & { readonly page: Page }) {
  const Loaded = useLoaded(page.load);
  if (Loaded === 'failed') return <NotLoaded />;
  return Loaded ? <Loaded {...props} /> : <Loading />;
}

const NotLoaded = () => (
  <main class="narrow">
    <h1 class="wordmark">{texts.product}</h1>
    {/* A browser does not ask again for a module that failed; and a new version has other names. */}
    <Failure sentence={texts.pages.notLoaded} onRetry={() => location.reload()} />
  </main>
);
