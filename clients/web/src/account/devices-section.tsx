import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Confirmation } from './confirmation.js';
import type { Device } from './device.js';
import { DeviceTable } from './device-table.js';
import { Failure } from '../frame/failure-box.js';
import { questionAbout, type Asked, type Outcome } from './questions.js';
import { texts as frame } from '../frame/texts.js';
import { texts } from './texts.js';
import type { DeviceListState } from './use-devices.js';

interface DevicesSectionProps {
  readonly list: DeviceListState;
  readonly say: (what: string) => void;
  /** The administrator who acts for the customer, if so. */
  readonly actor: string | undefined;
}

/** Where one is signed in, and how to end that. */
export function DevicesSection({ list, say, actor }: DevicesSectionProps) {
  const [asked, ask] = useState<Asked>();
  const [focusOn, setFocusOn] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const { devices, failure, reload } = list;
  const others = devices?.filter((device) => !device.current) ?? [];

  // What had the focus may be gone by now.
  useLayoutEffect(() => {
    if (focusOn === undefined) return;
    (document.getElementById(focusOn) ?? heading.current)?.focus();
    setFocusOn(undefined);
  }, [focusOn]);

  function close(outcome?: Outcome): void {
    ask(undefined);
    if (!outcome) return;
    if (outcome.ended) {
      setFocusOn(neighbourOf(outcome.ended, others));
      list.keep(({ id }) => id !== outcome.ended);
    } else {
      setFocusOn('devices');
      list.keep(({ current }) => current);
    }
    say(outcome.sentence);
    void reload();
  }

  return (
    <section aria-labelledby="devices">
      <div class="intro">
        <h2 id="devices" ref={heading} tabIndex={-1}>
          {texts.devices.heading}
        </h2>
        <p>{texts.devices.lead}</p>
      </div>
      {failure && (
        <Failure
          heading={devices ? texts.devices.notRenewed : texts.devices.notLoaded}
          sentence={failure}
          onRetry={() => void reload()}
        />
      )}
      {!devices && !failure && <Skeleton />}
      {devices && (
        <div class="card flush">
          <DeviceTable devices={devices} onEnd={ask} mayEndOthers={actor === undefined} />
          {actor === undefined && (
            <div class="table-foot">
              <p>{others.length > 0 ? texts.devices.others(others.length) : texts.devices.alone}</p>
              {others.length > 0 && (
                <button
                  type="button"
                  class="button danger-text"
                  onClick={() => ask({ about: 'others', count: others.length })}
                >
                  {texts.devices.signOutOthers}
                </button>
              )}
            </div>
          )}
        </div>
      )}
      {asked && <Confirmation question={questionAbout(asked)} onClose={close} />}
    </section>
  );
}

/** @returns Id of the button that stands where the ended device's stood. */
function neighbourOf(id: string, others: readonly Device[]): string {
  const index = others.findIndex((device) => device.id === id);
  const next = others[index + 1] ?? others[index - 1];
  return next ? `end-${next.id}` : 'devices';
}

const Skeleton = () => (
  <div class="card flush" role="status">
    <span class="unseen">{frame.loading}</span>
    {[0, 1, 2].map((row) => (
      <div key={row} class="skeleton" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
    ))}
  </div>
);
