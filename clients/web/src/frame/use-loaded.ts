import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A component in a chunk of its own.
 *
 * @param load The same function each time.
 * @returns Nothing while it is under way, `failed` where it does not come.
 */
export function useLoaded<Props>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> | 'failed' | undefined {
  const [loaded, setLoaded] = useState<ComponentType<Props> | 'failed'>();
  useEffect(() => {
    load().then(
      // What is set is a function, and one that is passed would be called.
      (component) => setLoaded(() => component),
      () => setLoaded('failed'),
    );
  }, [load]);
  return loaded;
}
