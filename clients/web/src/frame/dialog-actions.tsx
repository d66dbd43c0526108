import { texts } from './texts.js';

interface DialogActionsProps {
  readonly label: string;
  /** What the button says while what it does is being done. */
  readonly doing: string;
  readonly busy: boolean;
  readonly isDangerous: boolean;
  readonly onCancel: () => void;
}

/** The end of a form in a dialog: not to do it, or to do it. */
export const DialogActions = ({
  label,
  doing,
  busy,
  isDangerous,
  onCancel,
}: DialogActionsProps) => {
  const disabled = busy ? 'true' : undefined;
  return (
    <div class="actions end">
      <button
        type="button"
        class="button"
        aria-disabled={disabled}
        onClick={() => busy || onCancel()}
      >
        {texts.cancel}
      </button>
      <button
        type="submit"
        class={`button ${isDangerous ? 'danger' : 'primary'}`}
        aria-disabled={disabled}
      >
        {busy ? doing : label}
      </button>
    </div>
  );
};
