import { expect, it } from 'vitest';
import { numericDateFrom } from './numeric-date.js';

it.each([
  ['2027-01-31', 1_801_353_600],
  ['2028-02-29', 1_835_395_200],
  ['2027-01-31T12:00Z', 1_801_396_800],
  ['2027-01-31T12:00:00.9+02:00', 1_801_389_600],
  ['2027-01-31T24:00:00Z', 1_801_440_000],
])('%s is a time', (text, time) => {
  expect(numericDateFrom(text)).toBe(time);
});

it.each([
  '',
  'tomorrow',
  '2027-1-31',
  '2027-01-31T12:00:00',
  '2027-01-31 12:00:00Z',
  '2027-13-01',
  '2027-01-32',
  '2027-01-31T25:00:00Z',
  '2027-02-29',
  '2027-06-31T12:00:00Z',
])('%j is none', (text) => {
  expect(numericDateFrom(text)).toBeUndefined();
});
