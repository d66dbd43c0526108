import { useEffect, useState } from 'preact/hooks';
import type { SessionUser } from '../../../sdk/src/index.js';
import type { Device } from './device.js';
import { DevicesSection } from './devices-section.js';
import { ImpersonationBanner } from './impersonation-banner.js';
import { SecondFactors } from './second-factors.js';
import { PasswordForm } from './password-form.js';
import { isOn, type PageProps } from '../frame/page.js';
import { recallUser, rememberUser } from '../frame/remembered-user.js';
import { texts as frame } from '../frame/texts.js';
import { Topbar } from '../frame/topbar.js';
import { texts } from './texts.js';
import { useDevices } from './use-devices.js';

/** Where one is signed in, and how one signs in. */
export function AccountPage({ user, say }: PageProps) {
  const list = useDevices();
  const current = list.devices?.find((device) => device.current);
  const username = useUsername(user, current);
  const actor = current?.impersonatedBy?.username;

  useEffect(() => {
    document.title = frame.title(texts.heading);
  }, []);

  return (
    <>
      <Topbar username={username} />
      <main class="wide">
        <h1>{texts.heading}</h1>
        {actor !== undefined && <ImpersonationBanner actor={actor} />}
        <DevicesSection list={list} say={say} actor={actor} />
        {list.devices && actor === undefined && isOn('two-factor') && user?.type !== 'customer' && (
          <SecondFactors say={say} />
        )}
        {list.devices && actor === undefined && (
          <PasswordForm username={username} say={say} onChanged={list.reload} />
        )}
      </main>
    </>
  );
}

/** Somebody else's session on the same browser never gets this one's name. */
function useUsername(user: SessionUser | undefined, current: Device | undefined) {
  const [username, setUsername] = useState(user?.username);
  const sessionId = current?.id;
  const impersonated = current?.impersonatedBy != null;
  useEffect(() => {
    if (sessionId === undefined || impersonated) return;
    if (username !== undefined) rememberUser({ sessionId, username });
    else setUsername(recallUser(sessionId));
  }, [sessionId, impersonated]);
  return username;
}
