import type { ComponentType } from 'preact';
import type { SessionUser } from '../../../sdk/src/index.js';

/** What a page is given by the frame. */
export interface PageProps {
  /** Who signed in, where that happened in this tab; always missing where nobody has to be. */
  readonly user?: SessionUser | undefined;
  /** Tells everybody what was done. */
  readonly say: (what: string) => void;
}

/** One page of the application: a chunk of its own. */
export interface Page {
  /** What must be on for it to be of use; see {@link isOn}. */
  readonly feature?: string;
  /** Whether nobody has to be signed in. */
  readonly isPublic?: boolean;
  readonly load: () => Promise<ComponentType<PageProps>>;
}

/** The address of the open page, without a slash at its end. */
export const ADDRESS = location.pathname.replace(/(?<=.)\/+$/, '');

/** What is on, as the service wrote it into the page. */
const FEATURES = document.querySelector<HTMLMetaElement>('meta[name=features]')?.content.split(' ');

/** @returns Whether the service has that which a page or a part of one is for. */
export const isOn = (feature: string | undefined): boolean =>
  feature === undefined || FEATURES?.includes(feature) === true;
