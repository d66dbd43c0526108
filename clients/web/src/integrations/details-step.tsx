import { texts as frame } from '../frame/texts.js';
import { actionsFor, type Action } from './actions.js';
import { dayOf } from './day.js';
import { isConfigured, rightsOf, ROOT, type Integration } from './integration.js';
import { texts } from './texts.js';
import { useFocus } from './use-focus.js';

interface DetailsStepProps {
  readonly integration: Integration;
  readonly onChoose: (action: Action) => void;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

/** All there is to know of an integration, and what can be done to it. */
export function DetailsStep({ integration, onChoose, onEdit, onClose }: DetailsStepProps) {
  const { name, email, resources, source_ranges: source, expires_at: end } = integration;
  const { details, actions } = texts;
  const heading = useFocus();
  const isSummed = resources.length === 0 || resources.includes(ROOT);
  const facts: readonly (readonly [string, ...(string | null)[]])[] = [
    [details.rights, ...(isSummed ? [rightsOf(integration)] : resources)],
    [details.email, email],
    [details.source, source ?? details.anywhere],
    [details.endpoint, integration.endpoint],
    [details.expires, end === null ? details.never : dayOf(end)],
    [details.uses, integration.use_count.toLocaleString(frame.locale)],
  ];
  return (
    <div class="stack">
      <h2 id="managed" ref={heading} tabIndex={-1}>
        {name}
      </h2>
      <dl class="facts">
        {facts.map(([term, ...values]) => (
          <div key={term}>
            <dt>{term}</dt>
            {values.map((value) => (
              <dd key={value}>{value ?? details.none}</dd>
            ))}
          </div>
        ))}
      </dl>
      <ul class="deeds" aria-label={details.whatNext}>
        {!isConfigured(integration) && <Deed name="edit" words={texts.edit} onClick={onEdit} />}
        {actionsFor(integration).map((action) => (
          <Deed
            key={action.name}
            name={action.name}
            words={actions[action.name]}
            isDangerous={action.isDangerous}
            onClick={() => onChoose(action)}
          />
        ))}
      </ul>
      <div class="actions end">
        <button type="button" class="button" onClick={onClose}>
          {details.close}
        </button>
      </div>
    </div>
  );
}

interface DeedProps {
  readonly name: string;
  readonly words: { readonly label: string; readonly about: string };
  readonly isDangerous?: boolean;
  readonly onClick: () => void;
}

const Deed = ({ name, words, isDangerous = false, onClick }: DeedProps) => (
  <li>
    <p id={`about-${name}`}>{words.about}</p>
    <button
      type="button"
      class={`button small ${isDangerous ? 'danger-text' : ''}`}
      aria-describedby={`about-${name}`}
      onClick={onClick}
    >
      {words.label}
    </button>
  </li>
);
