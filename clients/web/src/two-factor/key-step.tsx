import { useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { Field } from '../frame/field.js';
import { keyProof, type Proof } from '../frame/proof.js';
import { Submit } from '../frame/submit.js';
import { useAttempt } from '../frame/use-attempt.js';
import { enrolment } from './enrolment-routes.js';
import { texts } from './texts.js';

interface KeyStepProps {
  readonly tfat: string;
  /** Whether the key is to prove at once that it works, for the first recovery codes. */
  readonly wantsProof: boolean;
  readonly onDone: (proof?: Proof) => Promise<void>;
}

/** Registers a security key; a second touch is the first proof. */
export function KeyStep({ tfat, wantsProof, onDone }: KeyStepProps) {
  const [name, setName] = useState('');
  const [isRegistered, setRegistered] = useState(false);
  const { busy, failure, attempt } = useAttempt();
  const words = texts.key;

  function submit(event: Event): void {
    event.preventDefault();
    void attempt(async () => {
      if (!isRegistered) await enrolment.registerKey(tfat, name.trim());
      setRegistered(true);
      await onDone(wantsProof ? await keyProof({ tfaToken: tfat }) : undefined);
    });
  }

  return (
    <form class="stack" noValidate onSubmit={submit}>
      {isRegistered ? (
        <div class="intro" role="status">
          <p class="strong">{words.confirmHeading}</p>
          <p>{words.confirmLead}</p>
        </div>
      ) : (
        <Field
          label={words.name}
          hint={words.nameHint}
          value={name}
          onValue={setName}
          name="key-name"
          autoComplete="off"
          maxLength={64}
        />
      )}
      {failure && <Failure sentence={failure} />}
      <div class="actions">
        <Submit label={isRegistered ? words.confirm : words.submit} busy={busy && words.busy} />
      </div>
    </form>
  );
}
