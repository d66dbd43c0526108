import { useEffect, useRef } from 'preact/hooks';
import { SessionEndedError } from '../../../sdk/src/index.js';
import { Failure } from './failure-box.js';
import type { Question } from './question.js';
import { texts } from './texts.js';
import { useAttempt } from './use-attempt.js';

interface ConfirmationProps<Outcome> {
  readonly question: Question<Outcome>;
  readonly onClose: (outcome?: Outcome) => void;
}

/** Asks before something ends, does it, and stays open where that fails. */
export function Confirmation<Outcome>({ question, onClose }: ConfirmationProps<Outcome>) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, failure, attempt } = useAttempt();

  // Closing gives the focus back to where it was; taking the element away would lose it.
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);

  function close(outcome?: Outcome): void {
    dialog.current?.close();
    onClose(outcome);
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    await attempt(async () => {
      try {
        close(await question.act());
      } catch (error) {
        if (!(error instanceof SessionEndedError)) throw error;
        close();
      }
    });
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby="question"
      aria-describedby="question-body"
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) close();
      }}
    >
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <div class="intro">
          <h2 id="question">{question.title}</h2>
          <p id="question-body">{question.body}</p>
        </div>
        {failure && <Failure sentence={failure} />}
        <div class="actions end">
          <button
            type="button"
            class="button"
            aria-disabled={busy ? 'true' : undefined}
            onClick={() => busy || close()}
          >
            {texts.cancel}
          </button>
          <button type="submit" class="button danger" aria-disabled={busy ? 'true' : undefined}>
            {busy ? question.busy : question.submit}
          </button>
        </div>
      </form>
    </dialog>
  );
}
