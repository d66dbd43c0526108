import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { texts as frame } from '../frame/texts.js';
import { useLoaded } from '../frame/use-loaded.js';
import { FactorRows } from './factor-rows.js';
import type { FactorChangeProps } from './factor-change.js';
import type { Change } from './step-up.js';
import { texts } from './section-texts.js';
import { useFactors } from './use-factors.js';

/** An administrator's own second factors, in the account; nothing for whoever has none. */
export function FactorsSection({ say }: { readonly say: (what: string) => void }) {
  const { list, failure, reload } = useFactors();
  const [change, setChange] = useState<Change>();
  const [isOpen, setOpen] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  // The rows are gone, and with them what had the focus.
  useLayoutEffect(() => {
    if (isOpen) heading.current?.focus();
  }, [isOpen]);

  function close(sentence?: string): void {
    setChange(undefined);
    setOpen(false);
    if (sentence === undefined) return;
    heading.current?.focus();
    say(sentence);
    void reload();
  }

  if (list === 'none') return null;
  return (
    <section aria-labelledby="factors">
      <div class="intro">
        <h2 id="factors" ref={heading} tabIndex={-1}>
          {texts.heading}
        </h2>
        <p>{texts.lead}</p>
      </div>
      {failure && (
        <Failure heading={texts.notLoaded} sentence={failure} onRetry={() => void reload()} />
      )}
      {list && !isOpen && <FactorRows list={list} onChange={setChange} />}
      {list && change && (
        <LoadedChange list={list} change={change} onOpen={() => setOpen(true)} onClose={close} />
      )}
    </section>
  );
}

const load = async () => (await import('./factor-change.js')).FactorChange;

/** What most people never need comes when they ask for it. */
function LoadedChange(props: FactorChangeProps) {
  const Loaded = useLoaded(load);
  if (Loaded === 'failed')
    return <Failure sentence={frame.pages.notLoaded} onRetry={() => location.reload()} />;
  return Loaded ? <Loaded {...props} /> : null;
}
