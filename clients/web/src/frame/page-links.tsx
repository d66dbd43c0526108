import { useEffect, useState } from 'preact/hooks';
import { LINKS } from './links.js';
import { ADDRESS, isOn } from './page.js';
import { texts } from './texts.js';

const ACCOUNT = { address: '/account', label: texts.pages.account };

/** Ways to the other pages that can be used; nothing where there are none. */
export function PageLinks() {
  const [usable, setUsable] = useState<readonly string[]>([]);

  useEffect(() => {
    for (const { address, feature, isUsable } of LINKS) {
      if (!isOn(feature)) continue;
      isUsable().then(
        (is) => is && setUsable((found) => [...found, address]),
        // Whoever cannot be asked is not pointed at; the page itself says what is wrong.
        () => {},
      );
    }
  }, []);

  if (usable.length === 0) return null;
  const links = [ACCOUNT, ...LINKS.filter(({ address }) => usable.includes(address))];
  return (
    <nav class="page-links" aria-label={texts.pages.label}>
      {links.map(({ address, label }) => (
        <a key={address} href={address} aria-current={address === ADDRESS ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}
