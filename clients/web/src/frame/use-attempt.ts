import { useRef, useState } from 'preact/hooks';
import { sentenceOf } from './failure.js';

/** Something a person asked for, which takes a while and may fail. Asking twice does it once. */
export function useAttempt(inWords: (error: unknown) => string = sentenceOf) {
  const [busy, setBusy] = useState(false);
  const [failure, fail] = useState<string>();
  const running = useRef(false);

  /** @returns Whether it worked. */
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    if (running.current) return true;
    running.current = true;
    setBusy(true);
    fail(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      fail(inWords(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  return { busy, failure, attempt, fail };
}
