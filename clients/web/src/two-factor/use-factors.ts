import { useCallback, useEffect, useState } from 'preact/hooks';
import { SessionEndedError } from '../../../sdk/src/index.js';
import { sentenceOf } from '../frame/failure.js';
import { RefusedError } from '../frame/refused-error.js';
import { service } from '../frame/session.js';
import type { FactorList } from './factor-list.js';

/** What is enrolled: `none` for whoever has no second factors at all, such as customers. */
export function useFactors() {
  const [list, setList] = useState<FactorList | 'none'>();
  const [failure, setFailure] = useState<string>();

  const reload = useCallback(async () => {
    setFailure(undefined);
    try {
      setList(await service.get<FactorList>('/rest/V1/tfa/factors'));
    } catch (error) {
      // The end of the session is shown by the frame.
      if (error instanceof SessionEndedError) return;
      if (error instanceof RefusedError) setList('none');
      else setFailure(sentenceOf(error));
    }
  }, []);

  useEffect(() => void reload(), []);

  return { list, failure, reload };
}
