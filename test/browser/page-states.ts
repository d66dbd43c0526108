import type { Page, Route } from 'playwright-core';
import { fillIn } from '../support/account-site.js';

/** What the service says to one state of the page; what is missing is not asked for. */
export interface PageState {
  readonly refresh: Answer;
  readonly login?: readonly Answer[];
  /** `never`: the answer does not come. */
  readonly list?: Answer | 'never';
  /** Answers below /rest/V1/tfa, by the end of their address. */
  readonly tfa?: Readonly<Record<string, Answer>>;
  /** Where it begins; `/account` if missing. */
  readonly path?: string;
  readonly go?: (page: Page) => Promise<void>;
  /** Seen when the state is reached. */
  readonly sign: string | RegExp;
}

export interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (json: unknown): Answer => ({ status: 200, json });
export const no = (message: string, parameters?: object): Answer => ({
  status: 401,
  json: { message, parameters },
});
export const AWAY: Answer = {
  status: 503,
  json: { message: 'The service is busy.' },
  headers: { 'Retry-After': '5' },
};
export const NOBODY = no('No refresh token found.');
const REFUSED = no(
  'The account sign-in was incorrect or your account is disabled temporarily. ' +
    'Please wait and try again later.',
);
const CODE = no('A one-time code is required.', { active_providers: ['google'] });
const CODE_OR_KEY = no('A one-time code is required.', {
  active_providers: ['google', 'u2fkey'],
});
export const GRANT = ok({
  status: 'ok',
  token: 'any',
  expiresIn: 300,
  user: { id: 1, type: 'admin', username: 'ada.martin', email: 'ada@example.com' },
});

const HOUR = 3_600;
const DAY = 24 * HOUR;
const before = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();

const device = (id: string, software: string, type: string | null, more: object): object => ({
  id,
  deviceName: '',
  browser: software.split(' on ')[0] || null,
  os: software.split(' on ')[1] ?? null,
  deviceType: type,
  ip: '203.0.113.7',
  createdAt: before(12 * DAY),
  lastUsedAt: before(14 * 60),
  expiresAt: before(-30 * DAY),
  current: false,
  impersonatedBy: null,
  ...more,
});

const ROSA = { impersonatedBy: { id: 2, username: 'rosa' } };
export const HERE = device('here', 'Firefox 145 on Linux', 'desktop', {
  current: true,
  ip: '198.51.100.24',
  createdAt: before(3 * DAY),
  lastUsedAt: before(20),
});
const PHONE = device('phone', 'Safari 26 on iOS 26.1', 'mobile', {});
const DESK = device('desk', 'Chrome 142 on Windows 11', 'desktop', {
  deviceName: 'Warehouse desk',
  ip: '2001:db8:4a1:9f00:71c2:3b5e:88d0:1f4e',
  createdAt: before(40 * DAY),
  lastUsedAt: before(5 * HOUR),
});
const TABLET = device('tablet', 'Safari 26 on iPadOS 26', 'tablet', {
  createdAt: before(61 * DAY),
  lastUsedAt: before(6 * DAY),
});
const DEVICES = ok([HERE, PHONE, DESK, TABLET]);

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const askAboutPhone = (page: Page) => button(page, /^Sign out .*iOS/).click();

/** Every state of the page that somebody can get to see. */
export const PAGE_STATES: Readonly<Record<string, PageState>> = {
  unreachable: { refresh: AWAY, sign: /cannot answer/ },
  'sign-in': { refresh: NOBODY, sign: 'Sign in' },
  'sign-in-refused': {
    refresh: NOBODY,
    login: [REFUSED],
    go: (page) => fillIn(page),
    sign: /was not right/,
  },
  'sign-in-away': {
    refresh: NOBODY,
    login: [AWAY],
    go: (page) => fillIn(page),
    sign: /in 5 seconds/,
  },
  'code-or-key': {
    refresh: NOBODY,
    login: [CODE_OR_KEY],
    go: (page) => fillIn(page),
    sign: 'Second factor',
  },
  code: { refresh: NOBODY, login: [CODE], go: (page) => fillIn(page), sign: 'One more step' },
  'code-wrong': {
    refresh: NOBODY,
    login: [CODE, no('Invalid code.')],
    go: async (page) => {
      await fillIn(page);
      await page.getByLabel('One-time code').fill('123 456');
      await button(page, 'Continue').click();
    },
    sign: /code is not right/,
  },
  loading: { refresh: GRANT, list: 'never', sign: 'Devices' },
  'list-failed': { refresh: GRANT, list: AWAY, sign: /could not be loaded/ },
  devices: {
    refresh: NOBODY,
    login: [GRANT],
    go: (page) => fillIn(page),
    list: DEVICES,
    sign: '3 other devices are signed in.',
  },
  alone: { refresh: GRANT, list: ok([HERE]), sign: /nowhere else/ },
  seen: {
    refresh: GRANT,
    list: ok([HERE, device('rosa', 'Firefox 145 on macOS', 'desktop', ROSA), PHONE]),
    sign: 'Opened by administrator rosa',
  },
  unknown: {
    refresh: GRANT,
    list: ok([HERE, device('what', '', null, { ip: null })]),
    sign: 'Unknown device',
  },
  acting: {
    refresh: GRANT,
    list: ok([{ ...HERE, ...ROSA }, PHONE]),
    sign: 'Acting for this customer as rosa',
  },
  'confirm-one': { refresh: GRANT, list: DEVICES, go: askAboutPhone, sign: /loses access/ },
  'confirm-others': {
    refresh: GRANT,
    list: DEVICES,
    go: (page) => button(page, 'Sign out everywhere else').click(),
    sign: /lose access/,
  },
  ended: {
    refresh: GRANT,
    list: DEVICES,
    go: async (page) => {
      await askAboutPhone(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    },
    sign: 'Safari 26 on iOS 26.1 was signed out.',
  },
  'password-problems': {
    refresh: GRANT,
    list: DEVICES,
    go: async (page) => {
      await page.getByLabel('New password', { exact: true }).fill('short');
      await button(page, 'Change password').click();
    },
    sign: /needs at least 8/,
  },
  'password-wrong': {
    refresh: GRANT,
    list: DEVICES,
    go: async (page) => {
      await page.getByLabel('Current password', { exact: true }).fill('not it');
      await page.getByLabel('New password', { exact: true }).fill('long enough');
      await button(page, 'Change password').click();
    },
    sign: /current password is not right/,
  },
};

/** Brings an empty tab into a state, with answers of the service that are hard to come by. */
export async function bringTo(page: Page, url: string, state: PageState): Promise<void> {
  const logins = [...(state.login ?? [])];
  await page.route('**/auth/**', async (route) => {
    const answer = answerTo(route, state, logins);
    if (answer !== 'never') await route.fulfill(answer);
  });
  await page.route('**/rest/V1/tfa/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const known = Object.entries(state.tfa ?? {}).find(([end]) => pathname.endsWith(end));
    await route.fulfill(known?.[1] ?? NOBODY);
  });
  await page.goto(`${url}${state.path ?? ''}`);
  await page.getByRole('main').locator('h1').waitFor();
  await state.go?.(page);
  await page.getByText(state.sign).filter({ visible: true }).first().waitFor();
}

function answerTo(route: Route, state: PageState, logins: Answer[]): Answer | 'never' {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/auth/login') return logins.shift() ?? REFUSED;
  if (pathname === '/auth/refresh-token') return state.refresh;
  if (pathname === '/auth/password') return REFUSED;
  if (route.request().method() === 'DELETE') return ok({ status: 'ok' });
  return state.list ?? 'never';
}
