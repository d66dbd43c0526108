import { useEffect, useState } from 'preact/hooks';
import { ADDRESS, isOn } from './page.js';
import { PAGES } from './pages.js';
import { PlainPage } from './plain-page.js';
import { SignedInView } from './signed-in-view.js';
import { texts } from './texts.js';
import { Toast } from './toast.js';
import { LoadedPage } from './loaded-page.js';

const page = PAGES[ADDRESS];

/** Chooses the page by the address. A link to another page is a new load: there is no router. */
export function App() {
  const [said, say] = useState('');
  useEffect(() => {
    // A secret of a link that leads nowhere is still one.
    if (!page || !isOn(page.feature)) history.replaceState(null, '', location.pathname);
  }, []);
  if (!page) return <PlainPage {...texts.pages.unknown} />;
  if (!isOn(page.feature)) return <PlainPage {...texts.pages.off} />;
  return (
    <>
      {page.isPublic ? (
        <LoadedPage page={page} say={say} />
      ) : (
        <SignedInView page={page} say={say} />
      )}
      <Toast text={said} onDismiss={() => say('')} />
    </>
  );
}
