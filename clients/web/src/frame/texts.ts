const seconds = (count: number): string => (count === 1 ? '1 second' : `${count} seconds`);
const again = (after: number | undefined): string =>
  after ? `Try again in ${seconds(after)}.` : 'Try again in a moment.';

/** The words that pages share; each page has a `texts.ts` of its own. Another language is others of these. */
export const texts = {
  /** For dates and times. */
  locale: 'en-GB',
  product: 'Tokenwright',
  loading: 'Loading…',
  retry: 'Try again',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  justNow: 'just now',
  /** Of the window. */
  title: (page: string) => `${page} – Tokenwright`,
  signedInAs: 'Signed in as',

  pages: {
    label: 'Pages',
    account: 'Your account',
    integrations: 'Integrations',
    backToAccount: 'Go to your account',
    off: {
      heading: 'This is switched off here',
      body: 'Whoever runs this service has not switched on what this page is for. Nothing is wrong with your account.',
    },
    unknown: {
      heading: 'There is nothing here',
      body: 'The address may be mistyped, or the page has moved.',
    },
    notLoaded: 'A part of the page could not be loaded. Check your connection, then try again.',
  },

  signIn: {
    heading: 'Sign in',
    lead: 'See where you are signed in, and end what you do not recognise.',
    userType: 'Account',
    admin: 'Administrator',
    customer: 'Customer',
    username: 'User name',
    email: 'Email address',
    password: 'Password',
    submit: 'Sign in',
    busy: 'Signing in…',
    missing: 'Enter both your name and your password.',
    missingEmail: 'Enter both your email address and your password.',
  },

  reveal: {
    show: 'Show',
    hide: 'Hide',
    label: (field: string) => `Show ${field.toLowerCase()}`,
  },

  code: {
    heading: 'One more step',
    lead: (username: string) =>
      `The password is right. Now prove with your second factor that you are ${username}.`,
    submit: 'Continue',
    back: 'Use another account',
  },

  /** To whoever has no second factor yet. */
  mailed: {
    heading: 'Check your email',
    body: 'The password is right. To sign in you need a second factor as well: open the link that was mailed to you, and set one up. It is good for an hour.',
    back: 'Back to sign-in',
  },

  /** A second factor, wherever it is asked for. */
  proof: {
    kind: 'Second factor',
    code: 'One-time code',
    key: 'Security key',
    codeHint: 'From your authenticator app, or one of your recovery codes.',
    keyHint: 'Plug the key in, or hold it ready. Your browser asks for it when you continue.',
    useKey: 'Use the key',
    missing: 'Enter the code that your authenticator app shows.',
    cancelled: 'No key answered in time, or it was cancelled. Try again.',
    known: 'This key is registered already. Take another one.',
    noKeys: 'This browser cannot use security keys here. They need a page that came over https.',
  },

  signedOut: {
    asked: 'You are signed out on this device.',
    'other-tab': 'You signed out in another tab.',
    ended: 'Your session has ended: it was signed out from another device, or it expired.',
  },

  failures: {
    offline: 'You are offline. Check your connection, then try again.',
    unreachable: 'The service cannot be reached. Check your connection, then try again.',
    unavailable: (after: number | undefined) =>
      `The service cannot answer at the moment. ${again(after)}`,
    tooMany: (after: number | undefined) => `Too many attempts from your network. ${again(after)}`,
    unexpected: 'Something unexpected happened. Try again; if it stays, tell your administrator.',
  },

  /** Sentences of the service, by their template. What is not here is shown as it comes. */
  server: {
    'The account sign-in was incorrect or your account is disabled temporarily. Please wait and try again later.':
      'The sign-in was not right, or your account is disabled for a while. Wait a little, then try again.',
    'Invalid code.': 'That code is not right. Wait for the next one, then try again.',
    'Invalid U2F key.': 'The key was not accepted. Try again, or use another factor.',
    'This is not possible while acting for somebody else.':
      'This is not possible while acting for somebody else.',
  } as Readonly<Record<string, string>>,
} as const;
