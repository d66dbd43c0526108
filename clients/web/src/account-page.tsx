import { useEffect, useState } from 'preact/hooks';
import type { SessionUser } from '../../sdk/src/index.js';
import type { Device } from './device.js';
import { DevicesSection } from './devices-section.js';
import { PersonIcon } from './icons.js';
import { ImpersonationBanner } from './impersonation-banner.js';
import { PasswordForm } from './password-form.js';
import { recallUser, rememberUser } from './remembered-user.js';
import { texts } from './texts.js';
import { useDevices } from './use-devices.js';

interface AccountPageProps {
  /** Known where the sign-in happened on this page. */
  readonly user?: SessionUser | undefined;
  readonly say: (what: string) => void;
}

export function AccountPage({ user, say }: AccountPageProps) {
  const list = useDevices();
  const current = list.devices?.find((device) => device.current);
  const username = useUsername(user, current);
  const actor = current?.impersonatedBy?.username;

  useEffect(() => {
    document.title = texts.titles.account;
  }, []);

  return (
    <>
      <header class="topbar">
        <p class="wordmark">{texts.product}</p>
        {username && (
          <p class="who" title={`${texts.account.signedInAs} ${username}`}>
            <PersonIcon />
            <span class="unseen">{texts.account.signedInAs} </span>
            <span class="who-name">{username}</span>
          </p>
        )}
      </header>
      <main class="wide">
        <h1>{texts.account.heading}</h1>
        {actor !== undefined && <ImpersonationBanner actor={actor} />}
        <DevicesSection list={list} say={say} actor={actor} />
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
