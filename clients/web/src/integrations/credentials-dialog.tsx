import { CredentialsStep } from './credentials-step.js';
import { Dialog } from '../frame/dialog.js';
import type { Credentials } from './integration.js';

interface CredentialsDialogProps {
  readonly credentials: Credentials;
  readonly onClose: () => void;
}

/** What a new integration signs with. Only the button closes it: what is shown is shown once. */
export const CredentialsDialog = ({ credentials, onClose }: CredentialsDialogProps) => (
  <Dialog class="roomy" labelledBy="credentials">
    <CredentialsStep credentials={credentials} onClose={onClose} />
  </Dialog>
);
