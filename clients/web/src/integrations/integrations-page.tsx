import { useEffect, useState } from 'preact/hooks';
import type { PageProps } from '../frame/page.js';
import { texts as frame } from '../frame/texts.js';
import { Topbar } from '../frame/topbar.js';
import { CredentialsDialog } from './credentials-dialog.js';
import type { Credentials, Integration } from './integration.js';
import { IntegrationForm } from './integration-form.js';
import { IntegrationsSection } from './integrations-section.js';
import { texts } from './texts.js';
import { useIntegrations } from './use-integrations.js';

/** Programs that call in their own name: what there is, and making or changing one. */
export function IntegrationsPage({ user, say }: PageProps) {
  const state = useIntegrations();
  const [form, show] = useState<'new' | 'closed' | Integration>();
  const [told, setTold] = useState<Credentials>();

  useEffect(() => {
    document.title = frame.title(texts.heading);
  }, []);

  function close(sentence?: string, credentials?: Credentials): void {
    show('closed');
    setTold(credentials);
    if (sentence === undefined) return;
    say(sentence);
    void state.reload();
  }

  return (
    <>
      <Topbar username={user?.username} />
      <main class="wide">
        {form === undefined || form === 'closed' ? (
          <IntegrationsSection
            state={state}
            say={say}
            onCreate={() => show('new')}
            onEdit={show}
            isReturn={form === 'closed'}
          />
        ) : (
          <IntegrationForm integration={form === 'new' ? undefined : form} onClose={close} />
        )}
      </main>
      {told && <CredentialsDialog credentials={told} onClose={() => setTold(undefined)} />}
    </>
  );
}
