import type { ComponentChildren } from 'preact';
import { texts } from './texts.js';

const Icon = ({ children, label }: { children: ComponentChildren; label?: string | undefined }) => (
  <svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}
  >
    {children}
  </svg>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M7 7l10 10M17 7 7 17" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 8v5M12 16v.01" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8.5" r="3.5" />
    <path d="M5 19.5c1-3.4 3.7-5 7-5s6 1.6 7 5" />
  </Icon>
);

const SHAPES: Readonly<Record<string, ComponentChildren>> = {
  desktop: (
    <>
      <rect x="4.5" y="5" width="15" height="10.5" rx="1.5" />
      <path d="M2.5 19h19" />
    </>
  ),
  mobile: (
    <>
      <rect x="7" y="3" width="10" height="18" rx="2.2" />
      <path d="M11 18h2" />
    </>
  ),
  tablet: (
    <>
      <rect x="4.5" y="3.5" width="15" height="17" rx="2" />
      <path d="M10.75 17.5h2.5" />
    </>
  ),
  tv: (
    <>
      <rect x="3" y="5" width="18" height="12" rx="1.5" />
      <path d="M8.5 20.5h7" />
    </>
  ),
  bot: (
    <>
      <rect x="3.5" y="5" width="17" height="14" rx="2" />
      <path d="m7.5 10 2.5 2-2.5 2M12.5 15h4" />
    </>
  ),
};

const UNKNOWN = (
  <>
    <rect x="4" y="4.5" width="16" height="15" rx="2.5" />
    <path d="M9.9 10.2a2.2 2.2 0 1 1 3.1 2c-.7.3-1 .7-1 1.3M12 16.2v.01" />
  </>
);

export const DeviceIcon = ({ type }: { type: string | null }) => (
  <span class="device-icon">
    <Icon label={texts.devices.kinds[type ?? ''] ?? texts.devices.unknown}>
      {SHAPES[type ?? ''] ?? UNKNOWN}
    </Icon>
  </span>
);
