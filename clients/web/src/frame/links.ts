import { service } from './session.js';
import { texts } from './texts.js';

/** A way from one page to another. */
export interface PageLink {
  readonly address: string;
  readonly label: string;
  /** What must be on; see {@link isOn}. */
  readonly feature: string;
  /** Whether the page can be used by who is signed in. */
  readonly isUsable: () => Promise<boolean>;
}

/** Beside `/account`, to which all others lead back. Apart from the pages, which draw the links. */
export const LINKS: readonly PageLink[] = [
  {
    address: '/account/integrations',
    label: texts.pages.integrations,
    feature: 'integrations',
    isUsable: () => service.mayGet('/rest/V1/integrations'),
  },
];
