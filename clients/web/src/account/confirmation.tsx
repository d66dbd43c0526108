import { SessionEndedError } from '../../../sdk/src/index.js';
import { Dialog } from '../frame/dialog.js';
import { DialogActions } from '../frame/dialog-actions.js';
import { Failure } from '../frame/failure-box.js';
import { useAttempt } from '../frame/use-attempt.js';
import type { Question } from './question.js';

interface ConfirmationProps<Outcome> {
  readonly question: Question<Outcome>;
  readonly onClose: (outcome?: Outcome) => void;
}

/** Asks before something ends, does it, and stays open where that fails. */
export function Confirmation<Outcome>({ question, onClose }: ConfirmationProps<Outcome>) {
  const { busy, failure, attempt } = useAttempt();

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    await attempt(async () => {
      try {
        onClose(await question.act());
      } catch (error) {
        if (!(error instanceof SessionEndedError)) throw error;
        onClose();
      }
    });
  }

  return (
    <Dialog
      labelledBy="question"
      describedBy="question-body"
      onCancel={busy ? undefined : () => onClose()}
    >
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <div class="intro">
          <h2 id="question">{question.title}</h2>
          <p id="question-body">{question.body}</p>
        </div>
        {failure && <Failure sentence={failure} />}
        <DialogActions
          label={question.submit}
          doing={question.busy}
          busy={busy}
          isDangerous
          onCancel={() => onClose()}
        />
      </form>
    </Dialog>
  );
}
