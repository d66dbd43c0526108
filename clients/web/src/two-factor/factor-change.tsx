import { useState } from 'preact/hooks';
import { Enrolment } from './enrolment.js';
import { activeOf, type FactorList } from './factor-list.js';
import { RecoveryCodes } from './recovery-codes.js';
import { StepUpDialog } from './step-up-dialog.js';
import { stepUpFor, type Change, type Changed } from './step-up.js';
import { texts } from './texts.js';

export interface FactorChangeProps {
  readonly list: FactorList;
  readonly change: Change;
  /** It goes on in the place of the list. */
  readonly onOpen: () => void;
  /** @param sentence What is to be said; missing where nothing happened. */
  readonly onClose: (sentence?: string) => void;
}

/** A change of one's second factors from the question to its end. */
export function FactorChange({ list, change, onOpen, onClose }: FactorChangeProps) {
  const [{ enrolling, codes }, setChanged] = useState<Changed>({});

  function settle(outcome?: Changed): void {
    if (!outcome?.enrolling && !outcome?.codes) return onClose(outcome?.sentence);
    onOpen();
    setChanged(outcome);
  }

  if (enrolling)
    return (
      <Enrolment
        {...enrolling}
        wantsCodes={list.recovery_codes_left === null}
        username={list.username}
        level="h3"
        onDone={(_, note) => onClose(note ?? texts.added[enrolling.provider])}
      />
    );
  if (codes)
    return (
      <div class="card stack">
        <div class="intro">
          <h3>{texts.codes.heading}</h3>
          <p>{texts.codes.lead}</p>
        </div>
        <RecoveryCodes
          codes={codes}
          username={list.username}
          onKept={() => onClose(texts.codes.done)}
        />
      </div>
    );
  return (
    <StepUpDialog
      stepUp={stepUpFor(change)}
      username={list.username}
      providers={activeOf(list)}
      onClose={settle}
    />
  );
}
