import { useState } from 'preact/hooks';
import type { Action } from './actions.js';
import { ConfirmStep } from './confirm-step.js';
import { CredentialsStep } from './credentials-step.js';
import { DetailsStep } from './details-step.js';
import { Dialog } from '../frame/dialog.js';
import type { Credentials, Integration } from './integration.js';
import { texts } from './texts.js';

interface ManageDialogProps {
  readonly integration: Integration;
  readonly onEdit: () => void;
  /** @param sentence What was done, if something was. */
  readonly onClose: (sentence?: string, deleted?: boolean) => void;
}

/** What an integration is, what can be done to it, and what comes of that: one after the other. */
export function ManageDialog({ integration, onEdit, onClose }: ManageDialogProps) {
  const [action, choose] = useState<Action>();
  const [told, setTold] = useState<Credentials>();

  function finish(credentials: Credentials | undefined): void {
    if (credentials) return setTold(credentials);
    onClose(texts.actions[action!.name].done(integration.name), action!.name === 'delete');
  }

  if (told)
    return (
      <Dialog class="roomy" labelledBy="credentials">
        <CredentialsStep
          credentials={told}
          onClose={() => onClose(texts.actions[action!.name].done(integration.name))}
        />
      </Dialog>
    );
  return (
    <Dialog
      class="roomy"
      labelledBy="managed"
      onCancel={() => (action ? choose(undefined) : onClose())}
    >
      {action ? (
        <ConfirmStep
          name={integration.name}
          action={action}
          onBack={() => choose(undefined)}
          onDone={finish}
        />
      ) : (
        <DetailsStep
          integration={integration}
          onChoose={choose}
          onEdit={onEdit}
          onClose={() => onClose()}
        />
      )}
    </Dialog>
  );
}
