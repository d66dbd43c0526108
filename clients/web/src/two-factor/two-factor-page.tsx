import { PlainPage } from '../frame/plain-page.js';
import { texts } from './texts.js';

/** Where the link of the enrolment mail leads. */
export const TwoFactorPage = () => <PlainPage {...texts.noLink} />;
