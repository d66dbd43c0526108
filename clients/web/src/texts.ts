const seconds = (count: number): string => (count === 1 ? '1 second' : `${count} seconds`);
const again = (after: number | undefined): string =>
  after ? `Try again in ${seconds(after)}.` : 'Try again in a moment.';

/** Every word of the page. Another language is another one of these. */
export const texts = {
  /** For dates and times. */
  locale: 'en-GB',
  product: 'Tokenwright',
  loading: 'Loading…',
  retry: 'Try again',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  justNow: 'just now',
  titles: {
    signIn: 'Sign in – Tokenwright',
    account: 'Your account – Tokenwright',
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

  code: {
    heading: 'Enter your code',
    lead: (username: string) =>
      `The password is right. Now enter the current code from the authenticator app of ${username}.`,
    label: 'One-time code',
    submit: 'Continue',
    back: 'Use another account',
    missing: 'Enter the code that your authenticator app shows.',
  },

  password: {
    show: 'Show',
    hide: 'Hide',
    showLabel: (field: string) => `Show ${field.toLowerCase()}`,
    heading: 'Password',
    lead: 'A new password signs out every other device. You stay signed in here.',
    current: 'Current password',
    next: 'New password',
    rules: 'At least 8 characters. A few unrelated words make a strong one.',
    submit: 'Change password',
    busy: 'Changing…',
    missingCurrent: 'Enter your current password.',
    tooShort: 'The new password needs at least 8 characters.',
    same: 'The new password is the one you have.',
    wrong: 'The current password is not right, or the account is locked for a while.',
    changed: 'Your password is changed. Every other device was signed out.',
  },

  signedOut: {
    asked: 'You are signed out on this device.',
    'other-tab': 'You signed out in another tab.',
    ended: 'Your session has ended: it was signed out from another device, or it expired.',
  },

  account: {
    heading: 'Your account',
    signedInAs: 'Signed in as',
  },

  devices: {
    heading: 'Devices',
    lead: 'Everywhere you are signed in. If you do not recognise one, sign it out and change your password.',
    device: 'Device',
    ip: 'IP address',
    signedIn: 'Signed in',
    lastUsed: 'Last used',
    action: 'Action',
    unknown: 'Unknown device',
    unknownIp: 'Unknown',
    current: 'This device',
    software: (browser: string, os: string) => `${browser} on ${os}`,
    impersonatedBy: (username: string) => `Opened by administrator ${username}`,
    signOut: 'Sign out',
    signOutLabel: (name: string, ip: string) => `Sign out ${name}, ${ip}`,
    signOutHere: 'Sign out here',
    signOutOthers: 'Sign out everywhere else',
    others: (count: number) =>
      count === 1 ? 'One other device is signed in.' : `${count} other devices are signed in.`,
    alone: 'You are signed in nowhere else.',
    /** By kind of device, for those who cannot see the picture. */
    kinds: {
      desktop: 'Computer',
      mobile: 'Phone',
      tablet: 'Tablet',
      tv: 'TV',
      bot: 'Program',
    } as Readonly<Record<string, string>>,
  },

  confirm: {
    one: {
      title: (name: string) => `Sign out ${name}?`,
      body: 'It loses access at once. Whoever uses it has to sign in again.',
      submit: 'Sign out',
      busy: 'Signing out…',
      done: (name: string) => `${name} was signed out.`,
      gone: (name: string) => `${name} was signed out already.`,
    },
    others: {
      title: 'Sign out everywhere else?',
      body: (count: number) =>
        count === 1
          ? 'One other device loses access at once. You stay signed in here.'
          : `${count} other devices lose access at once. You stay signed in here.`,
      submit: 'Sign out',
      busy: 'Signing out…',
      done: (count: number) => {
        if (count === 0) return 'No other device was signed in any more.';
        return count === 1
          ? 'One other device was signed out.'
          : `${count} other devices were signed out.`;
      },
    },
    here: {
      title: 'Sign out here?',
      body: 'You will need your password to come back. Other devices stay signed in.',
      submit: 'Sign out',
      busy: 'Signing out…',
    },
  },

  impersonation: {
    heading: (username: string) => `Acting for this customer as ${username}`,
    body: 'What you do here is recorded. This session ends after 30 minutes at most, and it cannot change the password or end other sessions.',
    stop: 'Stop acting',
    confirmTitle: 'Stop acting for this customer?',
    confirmBody: 'This session ends. The customer stays signed in on their own devices.',
  },

  failures: {
    listHeading: 'The devices could not be loaded',
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
    'This is not possible while acting for somebody else.':
      'This is not possible while acting for somebody else.',
  } as Readonly<Record<string, string>>,
} as const;
