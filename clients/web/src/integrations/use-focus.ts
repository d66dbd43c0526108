import { useEffect, useRef } from 'preact/hooks';

/** So that whoever hears the page hears first what this is about. @returns For the heading. */
export function useFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}
