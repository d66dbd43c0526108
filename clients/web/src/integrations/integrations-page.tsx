import { useEffect, useState } from 'preact/hooks';
import type { PageProps } from '../frame/page.js';
import { texts as frame } from '../frame/texts.js';
import { Topbar } from '../frame/topbar.js';
import { CreateForm } from './create-form.js';
import { CredentialsDialog } from './credentials-dialog.js';
import type { Credentials } from './integration.js';
import { IntegrationsSection } from './integrations-section.js';
import { texts } from './texts.js';
import { useIntegrations } from './use-integrations.js';

/** Programs that call in their own name: what there is, and making another. */
export function IntegrationsPage({ user, say }: PageProps) {
  const state = useIntegrations();
  const [isCreating, setCreating] = useState<boolean>();
  const [told, setTold] = useState<Credentials>();

  useEffect(() => {
    document.title = frame.title(texts.heading);
  }, []);

  function close(sentence?: string, credentials?: Credentials): void {
    setCreating(false);
    setTold(credentials);
    if (sentence === undefined) return;
    say(sentence);
    void state.reload();
  }

  return (
    <>
      <Topbar username={user?.username} />
      <main class="wide">
        {isCreating ? (
          <CreateForm onClose={close} />
        ) : (
          <IntegrationsSection
            state={state}
            say={say}
            onCreate={() => setCreating(true)}
            isReturn={isCreating === false}
          />
        )}
      </main>
      {told && <CredentialsDialog credentials={told} onClose={() => setTold(undefined)} />}
    </>
  );
}
