import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { SessionEndedError } from '../../../sdk/src/index.js';
import { inOrder, type Device } from './device.js';
import { sentenceOf } from '../frame/failure.js';
import { account } from './account-routes.js';

export interface DeviceListState {
  /** Missing until they are known. */
  readonly devices: readonly Device[] | undefined;
  /** Why they are not known. */
  readonly failure: string | undefined;
  /** Asks again; what is shown stays until there is an answer. */
  readonly reload: () => Promise<void>;
  /** Takes devices off the page that are known to have ended. */
  readonly keep: (isLeft: (device: Device) => boolean) => void;
}

/** The list of devices, asked for at first and whenever somebody comes back to the page. */
export function useDevices(): DeviceListState {
  const [devices, setDevices] = useState<readonly Device[]>();
  const [failure, setFailure] = useState<string>();
  const asked = useRef(0);

  const reload = useCallback(async () => {
    const question = ++asked.current;
    setFailure(undefined);
    try {
      const found = inOrder(await account.devices());
      if (question === asked.current) setDevices(found);
    } catch (error) {
      // The end of the session is shown by another page.
      if (error instanceof SessionEndedError || question !== asked.current) return;
      setFailure(sentenceOf(error));
    }
  }, []);

  const keep = useCallback((isLeft: (device: Device) => boolean) => {
    // An answer that is under way may be from before.
    asked.current += 1;
    setDevices((shown) => shown?.filter(isLeft));
  }, []);

  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void reload();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  return { devices, failure, reload, keep };
}
