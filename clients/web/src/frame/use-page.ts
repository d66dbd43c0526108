import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Page, PageProps } from './page.js';

/** A page's own chunk: missing while it is under way, `failed` where it does not come. */
export function usePage(page: Page | undefined): ComponentType<PageProps> | 'failed' | undefined {
  const [loaded, setLoaded] = useState<ComponentType<PageProps> | 'failed'>();
  useEffect(() => {
    // What is set is a function, and one that is passed would be called.
    page?.load().then(
      (component) => setLoaded(() => component),
      () => setLoaded('failed'),
    );
  }, [page]);
  return loaded;
}
