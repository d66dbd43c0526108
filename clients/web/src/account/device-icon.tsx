import type { ComponentChildren } from 'preact';
import { Icon } from '../frame/icons.js';
import { texts } from './texts.js';

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
