import { useRef, useState } from 'preact/hooks';
import { Failure } from '../frame/failure-box.js';
import { Field } from '../frame/field.js';
import { PasswordField } from '../frame/password-field.js';
import { Submit } from '../frame/submit.js';
import { useAttempt } from '../frame/use-attempt.js';
import {
  draftOf,
  EMPTY,
  integrationOf,
  problemsOf,
  wantsHandshake,
  type Draft,
  type Problems,
} from './draft.js';
import type { Credentials, Integration } from './integration.js';
import { integrations } from './integration-routes.js';
import { MoreFields } from './more-fields.js';
import { RightsChoice } from './rights-choice.js';
import { texts } from './texts.js';
import { useFocus } from './use-focus.js';
import { inWords } from './words.js';

interface IntegrationFormProps {
  /** What is to be changed; missing for a new one. */
  readonly integration?: Integration | undefined;
  /** @param sentence What was done, if something was. */
  readonly onClose: (sentence?: string, credentials?: Credentials) => void;
}

/** Makes an integration and activates it; or changes one, whose credentials stay as they are. */
export function IntegrationForm({ integration, onClose }: IntegrationFormProps) {
  const [before] = useState(() => (integration ? draftOf(integration) : EMPTY));
  const [draft, setDraft] = useState(before);
  const [problems, setProblems] = useState<Problems>({});
  const heading = useFocus();
  const form = useRef<HTMLFormElement>(null);
  const { busy, failure, attempt } = useAttempt(inWords);
  const words = texts.form;
  const { heading: title, lead, submit: label, busy: doing } = wordsFor(draft, integration);

  const set = (field: keyof Draft) => (value: string) => setDraft({ ...draft, [field]: value });
  function focus(name: string): void {
    const element = form.current?.querySelector<HTMLElement>(`[name="${name}"], #${name}`);
    element?.closest('details')?.setAttribute('open', '');
    element?.focus();
  }

  async function save(): Promise<void> {
    const fields = integrationOf(draft, before);
    if (integration) {
      const { name } = await integrations.update(integration.id, fields, draft.password);
      return onClose(texts.edit.done(name));
    }
    const made = await integrations.create(fields, draft.password);
    try {
      const told = await integrations.change(made.id, 'activate', draft.password);
      onClose(words.created(made.name), told);
    } catch (error) {
      onClose(words.notActivated(made.name, inWords(error)));
    }
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const found = problemsOf(draft);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) return focus(first);
    if (!(await attempt(save))) focus('password');
  }

  return (
    <section aria-labelledby="new">
      <div class="intro">
        <button type="button" class="button back" onClick={() => onClose()}>
          {words.back}
        </button>
        <h1 id="new" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>{lead}</p>
      </div>
      <form class="card stack" noValidate ref={form} onSubmit={(event) => void submit(event)}>
        <Field
          label={words.name}
          hint={words.nameHint}
          value={draft.name}
          onValue={set('name')}
          problem={problems.name}
          name="name"
          autoComplete="off"
          maxLength={255}
          required
        />
        <RightsChoice
          choice={draft.choice}
          onChoose={(choice) => setDraft({ ...draft, choice })}
          problem={problems.rights}
        />
        <MoreFields
          draft={draft}
          set={set}
          problem={problems.endpoint}
          isOpen={integration !== undefined}
        />
        <PasswordField
          label={texts.password.label}
          hint={texts.password.hint}
          value={draft.password}
          onValue={set('password')}
          problem={problems.password}
          name="password"
          autoComplete="current-password"
          required
        />
        {failure && <Failure sentence={failure} />}
        <div class="actions">
          <Submit label={label} busy={busy && doing} />
        </div>
      </form>
    </section>
  );
}

function wordsFor(draft: Draft, integration: Integration | undefined) {
  const { form, edit } = texts;
  if (integration) return { ...edit, heading: edit.heading(integration.name) };
  if (!wantsHandshake(draft)) return form;
  return { ...form, lead: form.leadHandshake, submit: form.submitHandshake };
}
