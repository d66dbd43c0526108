/** The button that sends a form; while it is busy it stays where it is, and focused. */
export const Submit = ({ label, busy }: { label: string; busy?: string | false }) => (
  <button type="submit" class="button primary" aria-disabled={busy ? 'true' : undefined}>
    {busy || label}
  </button>
);
