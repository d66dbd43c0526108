import { Field } from '../frame/field.js';
import type { Draft } from './draft.js';
import { texts } from './texts.js';

interface MoreFieldsProps {
  readonly draft: Draft;
  readonly set: (field: keyof Draft) => (value: string) => void;
  readonly problem: string | undefined;
  readonly isOpen: boolean;
}

/** What few integrations need. */
export function MoreFields({ draft, set, problem, isOpen }: MoreFieldsProps) {
  const words = texts.form;
  return (
    <details class="more" open={isOpen}>
      <summary>{words.more}</summary>
      <div class="stack">
        <Field
          label={words.email}
          hint={words.emailHint}
          value={draft.email}
          onValue={set('email')}
          name="email"
          type="email"
          autoComplete="off"
          maxLength={255}
        />
        <Field
          label={words.expires}
          hint={words.expiresHint}
          value={draft.expires}
          onValue={set('expires')}
          name="expires"
          type="date"
          autoComplete="off"
        />
        <Field
          label={words.source}
          hint={words.sourceHint}
          value={draft.source}
          onValue={set('source')}
          name="source"
          autoComplete="off"
          maxLength={4_000}
        />
        <Field
          label={words.endpoint}
          hint={words.endpointHint}
          value={draft.endpoint}
          onValue={set('endpoint')}
          problem={problem}
          name="endpoint"
          autoComplete="off"
          maxLength={255}
        />
        <Field
          label={words.identityLink}
          hint={words.identityLinkHint}
          value={draft.identityLink}
          onValue={set('identityLink')}
          name="identity-link"
          autoComplete="off"
          maxLength={255}
        />
      </div>
    </details>
  );
}
