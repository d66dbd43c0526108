import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly class?: string;
  readonly labelledBy: string;
  readonly describedBy?: string;
  /** Asked by the Escape key; missing where closing would lose something, or comes too late. */
  readonly onCancel?: (() => void) | undefined;
  readonly children: ComponentChildren;
}

/** Something above the page. Closing gives the focus back to where it was. */
export function Dialog({ labelledBy, describedBy, onCancel, children, ...rest }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the effects of what is in it, which move the focus.
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      {...rest}
      ref={dialog}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
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
