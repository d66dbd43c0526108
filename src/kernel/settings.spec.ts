import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineSettings } from './settings.js';

const Settings = defineSettings(
  'Settings',
  z.object({
    LIFETIME_SECONDS: z.coerce.number().int().min(1).default(60),
    API_KEY: z.string().min(32).optional(),
  }),
  (fields) => ({ lifetimeSeconds: fields.LIFETIME_SECONDS, apiKey: fields.API_KEY }),
);

describe('settings', () => {
  it('are parsed into what the module is given', () => {
    expect(Settings.parse({ LIFETIME_SECONDS: '90', OTHER: 'x' })).toEqual({ lifetimeSeconds: 90 });
  });

  it('take an empty value as unset', () => {
    expect(Settings.parse({ LIFETIME_SECONDS: '' })).toEqual({ lifetimeSeconds: 60 });
  });

  it.each(['0', '-1', '1.5', '1h', 'NaN', 'Infinity'])('refuse %s, naming the setting', (text) => {
    expect(() => Settings.parse({ LIFETIME_SECONDS: text })).toThrow(
      expect.objectContaining({
        code: 'SETTING_INVALID',
        parameters: ['LIFETIME_SECONDS', expect.any(String)],
      }),
    );
  });

  it('never repeat a value that is wrong: it may be a secret', () => {
    const secret = 'hunter2-is-short';
    let rendered = '';
    try {
      Settings.parse({ API_KEY: secret });
    } catch (error) {
      rendered = `${(error as Error).stack} ${JSON.stringify(error)}`;
    }
    expect(rendered).toContain('SETTING_INVALID');
    expect(rendered).not.toContain(secret);
  });
});
