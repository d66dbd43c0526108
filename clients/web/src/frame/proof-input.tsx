import { Choice } from './choice.js';
import { Field } from './field.js';
import { texts } from './texts.js';
import type { ProofState } from './use-proof.js';

/** Where a code is typed, or a security key chosen instead. */
export const ProofInput = ({ proof }: { proof: ProofState }) => (
  <>
    {proof.kinds.length > 1 && (
      <Choice
        name="proof"
        legend={texts.proof.kind}
        options={proof.kinds.map((kind) => [kind, texts.proof[kind]] as const)}
        value={proof.kind}
        onChange={proof.choose}
      />
    )}
    {proof.kind === 'key' ? (
      <p class="hint">{texts.proof.keyHint}</p>
    ) : (
      <Field
        label={texts.proof.code}
        hint={texts.proof.codeHint}
        value={proof.code}
        onValue={proof.setCode}
        input={proof.input}
        class="code"
        name="otp"
        inputMode="text"
        autoComplete="one-time-code"
        autoCapitalize="off"
        autoCorrect="off"
        spellcheck={false}
        maxLength={32}
        required
      />
    )}
  </>
);
