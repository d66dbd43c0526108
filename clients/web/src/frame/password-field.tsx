import { useState } from 'preact/hooks';
import { Field, type FieldProps } from './field.js';
import { texts } from './texts.js';

/** A field whose text can be looked at. */
export function PasswordField(props: FieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...props}
      type={shown ? 'text' : 'password'}
      maxLength={1_024}
      autoCapitalize="off"
      autoCorrect="off"
      spellcheck={false}
    >
      <button
        type="button"
        class="reveal"
        aria-pressed={shown}
        aria-label={texts.reveal.label(props.label)}
        onClick={() => setShown(!shown)}
      >
        {shown ? texts.reveal.hide : texts.reveal.show}
      </button>
    </Field>
  );
}
