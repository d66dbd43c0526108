import type { Page } from 'playwright-core';
import { toDataURL } from 'qrcode';
import { fillIn } from '../support/account-site.js';
import { AWAY, GRANT, HERE, no, NOBODY, ok, type PageState } from './page-states.js';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const URI = `otpauth://totp/shop.example%3Aada%40example.com?issuer=shop.example&secret=${SECRET}`;
const picture = await toDataURL(URI, { errorCorrectionLevel: 'H', margin: 0, width: 400 });
const APP = ok({ qr_code_base64: picture.split(',')[1], secret_code: SECRET });
const CODES = ok(
  Array.from({ length: 10 }, (_, index) => `k7q${'abcdefghij'[index]}-3fzu-m2vx-w4pd`),
);
const WRONG = no('Invalid code.');
const REFUSED = no('Invalid token.');

const FACTORS = ok({
  username: 'ada.martin',
  providers: ['google', 'u2fkey'],
  factors: [
    { provider_code: 'google', activated_at: '2026-10-03T10:00:00.000Z' },
    {
      provider_code: 'u2fkey',
      activated_at: '2026-10-04T10:00:00.000Z',
      keys: [
        { id: 'a', name: 'Blue, on the key ring', created_at: '2026-10-04T10:00:00.000Z' },
        { id: 'b', name: '', created_at: null },
      ],
    },
  ],
  recovery_codes_left: 8,
  is_exempt: false,
});
const TO_ENROL = no(
  'You are required to configure personal Two-Factor Authorization in order to login. Please check your email.',
  { providers: ['google'], active_providers: [] },
);
const NONE = ok({
  username: 'ada.martin',
  providers: ['google'],
  factors: [],
  recovery_codes_left: null,
  is_exempt: false,
});

/** What the default settings lead to: nothing is left to add. */
const APP_ALONE = ok({
  ...(NONE.json as object),
  factors: [{ provider_code: 'google', activated_at: '2026-10-03T10:00:00.000Z' }],
  recovery_codes_left: 8,
});

const toActivate = (...codes: string[]) => ({
  'tfat-providers-to-activate': ok(codes.map((code) => ({ code }))),
});
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const enterCode = async (page: Page): Promise<void> => {
  await page.getByLabel('Code from the app').fill('123456');
  await press(page, 'Turn on');
};
const LINK = { refresh: NOBODY, path: '/two-factor?tfat=any' } as const;
const ACCOUNT = { refresh: GRANT, list: ok([HERE]), tfa: { factors: FACTORS } } as const;

/** Every state of second factors that somebody can get to see, on the page of the mail and in the account. */
export const TWO_FACTOR_STATES: Readonly<Record<string, PageState>> = {
  'sign-in-mailed': {
    refresh: NOBODY,
    login: [TO_ENROL],
    go: (page) => fillIn(page),
    sign: 'Check your email',
  },
  'tfa-no-link': { refresh: NOBODY, path: '/two-factor', sign: 'Open the link of the mail' },
  'tfa-expired': {
    ...LINK,
    tfa: { 'tfat-providers-to-activate': REFUSED },
    sign: 'This link is no longer good',
  },
  'tfa-unreachable': {
    ...LINK,
    tfa: { 'tfat-providers-to-activate': AWAY },
    sign: /cannot answer/,
  },
  'tfa-configured': { ...LINK, tfa: toActivate(), sign: 'Your second factor is set up' },
  'tfa-app': {
    ...LINK,
    tfa: { ...toActivate('google'), 'google/configure': APP },
    sign: 'Scan the picture',
  },
  'tfa-app-wrong': {
    ...LINK,
    tfa: { ...toActivate('google'), 'google/configure': APP, 'google/activate': WRONG },
    go: enterCode,
    sign: /code is not right/,
  },
  'tfa-codes': {
    ...LINK,
    tfa: {
      ...toActivate('google', 'u2fkey'),
      'google/configure': APP,
      'google/activate': ok([]),
      'recovery-codes': CODES,
    },
    go: enterCode,
    sign: 'Your recovery codes',
  },
  'tfa-done-without-codes': {
    ...LINK,
    tfa: {
      ...toActivate('google'),
      'google/configure': APP,
      'google/activate': ok([]),
      'recovery-codes': AWAY,
    },
    go: enterCode,
    sign: /no recovery codes could be shown/,
  },
  'tfa-key': { ...LINK, tfa: toActivate('u2fkey'), sign: 'Register the key' },
  factors: { ...ACCOUNT, sign: '8 of 10 left' },
  'factors-none': { ...ACCOUNT, tfa: { factors: NONE }, sign: 'You have no second factor yet.' },
  'factors-app-alone': { ...ACCOUNT, tfa: { factors: APP_ALONE }, sign: '8 of 10 left' },
  'factors-away': { ...ACCOUNT, tfa: { factors: AWAY }, sign: /factors could not be loaded/ },
  'factors-remove': {
    ...ACCOUNT,
    go: (page) => press(page, 'Remove Authenticator app'),
    sign: 'Remove Authenticator app?',
  },
  'factors-add-key': {
    ...ACCOUNT,
    go: async (page) => {
      await press(page, 'Add a security key');
      await page.getByRole('radio', { name: 'Security key' }).check();
    },
    sign: /Plug the key in/,
  },
  'factors-new-codes': {
    ...ACCOUNT,
    tfa: { factors: FACTORS, 'recovery-codes': CODES },
    go: async (page) => {
      await press(page, 'Make new codes');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Password', { exact: true }).fill('any password');
      await dialog.getByRole('textbox', { name: 'One-time code' }).fill('123456');
      await dialog.getByRole('button', { name: 'Make new codes' }).click();
    },
    sign: 'I have kept them in a safe place',
  },
};
