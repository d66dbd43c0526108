import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly labelledBy: string;
  /** Asked by the Escape key; missing where closing would lose something. */
  readonly onCancel?: (() => void) | undefined;
  readonly children: ComponentChildren;
}

/** Something above the page. Closing gives the focus back to where it was. */
export function Dialog({ labelledBy, onCancel, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the effects of what is in it, which move the focus.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="roomy"
      aria-labelledby={labelledBy}
      // Chromium closes on a second Escape whatever the first one's event was told.
      onKeyDown={(event) => event.key === 'Escape' && !onCancel && event.preventDefault()}
      onCancel={(event) => {
        event.preventDefault();
        onCancel?.();
      }}
    >
      {children}
    </dialog>
  );
}
