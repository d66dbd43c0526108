import type { NumericDate } from '../../contract/index.js';

/** A consumer's secret from before a roll. */
export interface OldSecret {
  readonly until: NumericDate;
  readonly sealed: string;
}

/** What the column holds; more rolls within one overlap are a mistake. */
export const MOST_OLD_SECRETS = 8;

/** @param text As {@link oldSecretsText} writes it; null for none. */
export const oldSecretsFrom = (text: string | null): OldSecret[] =>
  (text ?? '')
    .split(' ')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf(':');
      return { until: Number(entry.slice(0, at)), sealed: entry.slice(at + 1) };
    });

/** @returns `until:sealed` of each, with a space between them; null for none. */
export const oldSecretsText = (secrets: readonly OldSecret[]): string | null =>
  secrets.length === 0 ? null : secrets.map(({ until, sealed }) => `${until}:${sealed}`).join(' ');
