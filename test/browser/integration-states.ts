import type { Page, Route } from 'playwright-core';

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

/** What the service says to one state of the page for integrations. */
export interface IntegrationState {
  /** `never`: the answer does not come. */
  readonly list: Answer | 'never';
  readonly resources?: Answer;
  /** To whatever is changed. */
  readonly change?: Answer;
  readonly go?: (page: Page) => Promise<void>;
  /** Seen when the state is reached. */
  readonly sign: string | RegExp;
}

const ok = (json: unknown): Answer => ({ status: 200, json });
const no = (status: number, message: string): Answer => ({ status, json: { message } });
const AWAY = no(503, 'The service is busy.');
const GRANT = ok({
  status: 'ok',
  token: 'any',
  expiresIn: 300,
  user: { id: 1, type: 'admin', username: 'ada.martin', email: 'ada@example.com' },
});
const REFUSED = {
  status: 401,
  json: {
    message: "The consumer isn't authorized to access %resources.",
    parameters: { resources: 'Magento_Integration::integrations' },
  },
};

const DAY = 86_400;
const at = (seconds: number): string =>
  `${new Date(Date.now() + seconds * 1_000).toISOString().slice(0, 19)}Z`;

const integration = (id: number, name: string, more: object): object => ({
  id,
  name,
  email: null,
  endpoint: null,
  identity_link_url: null,
  status: 1,
  setup_type: 0,
  deletable: true,
  resources: ['Magento_Backend::store', 'Magento_Customer::customer'],
  expires_at: null,
  source_ranges: null,
  as_bearer: null,
  last_used_at: at(-14 * 60),
  use_count: 128_402,
  created_at: at(-300 * DAY),
  updated_at: at(-40 * DAY),
  ...more,
});

const ERP = integration(1, 'ERP', {
  email: 'it@warehouse-partner.example',
  source_ranges: '198.51.100.0/24',
  expires_at: at(220 * DAY),
});
const HANDSHAKE = integration(2, 'Price feed', {
  status: 0,
  endpoint: 'https://feed.example/tokenwright',
  identity_link_url: 'https://feed.example/link',
  last_used_at: null,
  use_count: 0,
});
const LIST = ok([
  ERP,
  integration(3, 'Marketing automation with a long name of its own', {
    resources: ['Magento_Backend::all'],
    expires_at: at(5 * DAY),
    last_used_at: at(-3 * DAY),
  }),
  HANDSHAKE,
  integration(4, 'Warehouse', {
    status: 2,
    setup_type: 1,
    deletable: false,
    last_used_at: at(-60 * DAY),
  }),
  integration(5, 'Old shop', { expires_at: at(-20 * DAY), last_used_at: at(-21 * DAY) }),
]);

const resource = (id: string, title: string, parent: string | null, grantable = true): object => ({
  id,
  title,
  parent,
  grantable,
});
const RESOURCES = ok([
  resource('Magento_Backend::all', 'All', null, false),
  resource('Magento_Backend::admin', 'Administration', 'Magento_Backend::all'),
  resource('Magento_Backend::store', 'Stores', 'Magento_Backend::admin'),
  resource('Magento_Backend::system', 'System', 'Magento_Backend::admin'),
  resource('Magento_Integration::extensions', 'Extensions', 'Magento_Backend::system'),
  resource('Magento_Integration::integrations', 'Integrations', 'Magento_Integration::extensions'),
  resource('Magento_Customer::customer', 'Customers', 'Magento_Backend::all'),
  resource('Magento_User::acl', 'Permissions', 'Magento_Backend::all', false),
]);

const CREDENTIALS = {
  id: 1,
  name: 'ERP',
  status: 1,
  consumer_key: '4f8vq2m0c7n1x9k3j5h6g8d2s0a1z4y7',
  consumer_secret: 'u1w5e9r3t7y2i6o0p4a8s2d6f0g4h8j1',
  access_token: 'k5l9z3x7c1v5b9n3m7q1w5e9r3t7y2u6',
  access_token_secret: 'i0o4p8a2s6d0f4g8h2j6k0l4z8x2c6v0',
  identity_link: null,
};

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const manage = (page: Page, name: string) => button(page, `Manage ${name}`).click();
const choose = async (page: Page, name: string, action: string): Promise<void> => {
  await manage(page, name);
  await page.getByRole('dialog').getByRole('button', { name: action }).click();
};
async function confirm(page: Page, action: string, name = 'ERP'): Promise<void> {
  await choose(page, name, action);
  await page.getByLabel('Your password', { exact: true }).fill('correct horse');
  await page.getByRole('dialog').getByRole('button', { name: action }).click();
}
const startCreating = (page: Page) => button(page, 'New integration').click();

/** Every state of the page that somebody can get to see. */
export const INTEGRATION_STATES: Readonly<Record<string, IntegrationState>> = {
  loading: { list: 'never', sign: 'Integrations' },
  'list-failed': { list: AWAY, sign: /could not be loaded/ },
  forbidden: { list: REFUSED, sign: 'You cannot manage integrations' },
  empty: { list: ok([]), sign: 'No integration yet' },
  list: { list: LIST, sign: 'Price feed' },
  details: { list: LIST, go: (page) => manage(page, 'ERP'), sign: 'May call from' },
  'details-handshake': {
    list: LIST,
    go: (page) => manage(page, 'Price feed'),
    sign: 'https://feed.example/tokenwright',
  },
  confirm: {
    list: LIST,
    go: (page) => choose(page, 'ERP', 'Delete'),
    sign: 'Delete ERP?',
  },
  'confirm-missing': {
    list: LIST,
    go: async (page) => {
      await choose(page, 'ERP', 'Deactivate');
      await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    },
    sign: 'Enter your password.',
  },
  'confirm-wrong': {
    list: LIST,
    change: no(
      401,
      'The password entered for the current user is invalid. Verify the password and try again.',
    ),
    go: (page) => confirm(page, 'Roll credentials'),
    sign: /Your password is not right/,
  },
  credentials: {
    list: LIST,
    change: ok(CREDENTIALS),
    go: async (page) => {
      await confirm(page, 'Roll credentials');
      await button(page, 'Copy consumer secret').click();
    },
    sign: /Consumer secret (copied|could not be copied)/,
  },
  'credentials-kept': {
    list: ok([{ ...ERP, status: 0 }]),
    change: ok({ ...CREDENTIALS, access_token: null, access_token_secret: null }),
    go: (page) => confirm(page, 'Activate'),
    sign: /a token is never shown twice/,
  },
  sent: {
    list: LIST,
    change: ok({ ...CREDENTIALS, identity_link: 'https://feed.example/link?oauth_consumer_key=x' }),
    go: (page) => confirm(page, 'Activate', 'Price feed'),
    sign: /posted to its endpoint/,
  },
  deactivated: {
    list: LIST,
    change: ok(true),
    go: (page) => confirm(page, 'Deactivate'),
    sign: 'ERP is inactive.',
  },
  create: {
    list: ok([]),
    go: async (page) => {
      await startCreating(page);
      await page.getByLabel(/^System/).check();
      await page.getByLabel('Name').fill('ERP');
    },
    sign: 'included',
  },
  edit: {
    list: LIST,
    go: async (page) => {
      await manage(page, 'ERP');
      await button(page, 'Edit').click();
    },
    sign: 'Magento_Customer::customer',
  },
  'create-failed': {
    list: ok([]),
    resources: AWAY,
    go: startCreating,
    sign: 'The rights could not be loaded',
  },
  'create-problems': {
    list: ok([]),
    go: async (page) => {
      await startCreating(page);
      await page.getByText('Expiry, addresses and handshake').click();
      await page.getByLabel('Endpoint').fill('https://feed.example/');
      await button(page, /^Create and/).click();
    },
    sign: 'Enter a name.',
  },
  'create-refused': {
    list: ok([]),
    change: no(400, 'Invalid Callback URL'),
    go: async (page) => {
      await startCreating(page);
      await page.getByLabel('Name').fill('ERP');
      await page.getByLabel(/^Customers/).check();
      await page.getByLabel('Your password', { exact: true }).fill('correct horse');
      await button(page, /^Create and/).click();
    },
    sign: /must be https addresses/,
  },
};

/** Brings an empty tab into a state, with answers of the service that are hard to come by. */
export async function bringIntegrationsTo(
  page: Page,
  url: string,
  state: IntegrationState,
): Promise<void> {
  await page.route('**/auth/**', (route) => route.fulfill(GRANT));
  await page.route('**/rest/V1/**', async (route) => {
    const answer = answerTo(route, state);
    if (answer !== 'never') await route.fulfill(answer);
  });
  await page.goto(url);
  await page.getByRole('main').locator('h1').waitFor();
  await state.go?.(page);
  await page.getByText(state.sign).filter({ visible: true }).first().waitFor();
}

function answerTo(route: Route, { list, resources, change }: IntegrationState): Answer | 'never' {
  const { pathname } = new URL(route.request().url());
  if (pathname.endsWith('/resources')) return resources ?? RESOURCES;
  if (route.request().method() === 'POST') return change ?? no(500, 'unexpected');
  return pathname.endsWith('/integrations') ? list : no(404, 'unexpected');
}
