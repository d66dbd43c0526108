import { texts } from '../frame/texts.js';

const format = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'medium', timeZone: 'UTC' });

/** @returns Such as `31 Jan 2027`: the last day on which it is good, in UTC as expiries are. */
export const dayOf = (moment: string): string => format.format(Date.parse(moment) - 1_000);

/** @returns The same as a field for dates has it: `2027-01-31`. */
export const typedDayOf = (moment: string): string =>
  new Date(Date.parse(moment) - 1_000).toISOString().slice(0, 10);

/** @returns The first moment after a day that was typed, as `2027-02-01T00:00:00Z`. */
export const endOfDay = (day: string): string =>
  `${new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 19)}Z`;
