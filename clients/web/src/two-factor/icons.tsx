import { Icon } from '../frame/icons.js';

export const PhoneIcon = () => (
  <Icon>
    <rect x="7" y="3" width="10" height="18" rx="2.2" />
    <path d="m9.8 12 1.6 1.6 3-3.2" />
  </Icon>
);

export const KeyIcon = () => (
  <Icon>
    <circle cx="8.5" cy="15.5" r="4" />
    <path d="m11.4 12.6 7.6-7.6M16 8l2.5 2.5" />
  </Icon>
);

export const LifebuoyIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <circle cx="12" cy="12" r="3.2" />
    <path d="m6 6 3.7 3.7M18 6l-3.7 3.7M6 18l3.7-3.7M18 18l-3.7-3.7" />
  </Icon>
);
