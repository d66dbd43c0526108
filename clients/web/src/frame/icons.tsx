import type { ComponentChildren } from 'preact';

/** A drawing; one that says something has a label. */
export const Icon = ({
  children,
  label,
}: {
  children: ComponentChildren;
  label?: string | undefined;
}) => (
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
