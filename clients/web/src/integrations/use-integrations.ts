import { useEffect, useRef, useState } from 'preact/hooks';
import { RefusedError } from '../frame/refused-error.js';
import { integrations } from './integration-routes.js';
import type { Integration } from './integration.js';
import { inWords } from './words.js';

export interface IntegrationListState {
  /** Missing until they were loaded for the first time. */
  readonly list: readonly Integration[] | undefined;
  readonly failure: string | undefined;
  readonly isForbidden: boolean;
  readonly reload: () => Promise<void>;
}

/** The list, looked at again whenever somebody comes back to the tab: a handshake ends elsewhere. */
export function useIntegrations(): IntegrationListState {
  const [list, setList] = useState<readonly Integration[]>();
  const [failure, setFailure] = useState<string>();
  const [isForbidden, setForbidden] = useState(false);
  const asked = useRef(0);

  async function reload(): Promise<void> {
    // An answer to an earlier question may come later, and be from before a change.
    const question = ++asked.current;
    try {
      const found = await integrations.list();
      if (question !== asked.current) return;
      setList(found);
      setFailure(undefined);
    } catch (error) {
      if (question !== asked.current) return;
      if (error instanceof RefusedError && error.status === 401) setForbidden(true);
      else setFailure(inWords(error) || undefined);
    }
  }

  useEffect(() => {
    void reload();
    const look = (): void => {
      if (document.visibilityState === 'visible') void reload();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  return { list, failure, isForbidden, reload };
}
