import { useEffect, useState } from 'preact/hooks';

const STEP_MS = 20_000;

/** The time, looked at every now and then: "2 minutes ago" does not stay true. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, Date.now());
}
