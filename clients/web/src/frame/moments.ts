import { texts } from './texts.js';

const MINUTE = 60;
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', MINUTE],
];

const counted = new Intl.RelativeTimeFormat(texts.locale);
const named = new Intl.RelativeTimeFormat(texts.locale, { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'medium', timeStyle: 'short' });

/** @returns Such as `yesterday` or `3 hours ago`. A clock that is a little ahead makes nothing happen in the future. */
export function ago(moment: string, now: number): string {
  const seconds = (now - Date.parse(moment)) / 1_000;
  const [unit, length] = STEPS.find(([, least]) => seconds >= least) ?? [];
  if (!unit || !length) return texts.justNow;
  return (unit === 'day' ? named : counted).format(-Math.floor(seconds / length), unit);
}

/** @returns Such as `21 Nov 2026, 14:05`, in the reader's time zone. */
export const exactly = (moment: string): string => absolute.format(new Date(moment));

const day = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'medium' });

/** @returns Such as `21 Nov 2026`. */
export const exactDay = (moment: string): string => day.format(new Date(moment));
