import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  readonly name: string;
  readonly class?: string;
  readonly type?: 'text' | 'email' | 'password' | 'date';
  readonly inputMode?: 'numeric' | 'text';
  readonly autoComplete: string;
  readonly autoCapitalize?: 'off';
  readonly autoCorrect?: 'off';
  readonly spellcheck?: false;
  readonly maxLength?: number;
  readonly required?: boolean;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly input?: Ref<HTMLInputElement> | undefined;
  /** Stands in the box, behind the text. */
  readonly children?: ComponentChildren;
}

/** A label, a box to type into, and what is to be said of it. */
export function Field(props: FieldProps) {
  const { label, value, onValue, hint, problem, input, children, type, ...rest } = props;
  const id = useId();
  const notes = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="box">
        <input
          {...rest}
          type={(type ?? 'text') as 'text'}
          id={id}
          ref={input ?? null}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={notes || undefined}
        />
        {children}
      </div>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
