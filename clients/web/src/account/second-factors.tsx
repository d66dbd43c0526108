import { Failure } from '../frame/failure-box.js';
import { texts } from '../frame/texts.js';
import { useLoaded } from '../frame/use-loaded.js';

const load = async () => (await import('../two-factor/factors-section.js')).FactorsSection;

/** The part of the account that belongs to another module, if that is on; a chunk of its own. */
export function SecondFactors({ say }: { readonly say: (what: string) => void }) {
  const Section = useLoaded(load);
  if (Section === 'failed')
    return <Failure sentence={texts.pages.notLoaded} onRetry={() => location.reload()} />;
  return Section ? <Section say={say} /> : null;
}
