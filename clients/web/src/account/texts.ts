/** No line ends between a name and its version. */
const whole = (name: string): string => name.replace(/ (?=[\d.]+$)/, '\u00a0');

/** The words of the account page. */
export const texts = {
  heading: 'Your account',

  devices: {
    heading: 'Devices',
    notLoaded: 'The devices could not be loaded',
    notRenewed: 'This list may be out of date',
    lead: 'Everywhere you are signed in. If you do not recognise one, sign it out and change your password.',
    device: 'Device',
    ip: 'IP address',
    signedIn: 'Signed in',
    lastUsed: 'Last used',
    action: 'Action',
    unknown: 'Unknown device',
    unknownIp: 'Unknown',
    current: 'This device',
    software: (browser: string, os: string) => `${whole(browser)} on ${whole(os)}`,
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

  password: {
    heading: 'Password',
    lead: 'A new password signs out every other device. You stay signed in here.',
    current: 'Current password',
    next: 'New password',
    rules: 'At least 8 characters. A few unrelated words make a strong one.',
    oneMore: 'One more step: prove your second factor, too.',
    submit: 'Change password',
    busy: 'Changing…',
    missingCurrent: 'Enter your current password.',
    tooShort: 'The new password needs at least 8 characters.',
    same: 'The new password is the one you have.',
    wrong: 'The current password is not right, or the account is locked for a while.',
    changed: 'Your password is changed. Every other device was signed out.',
  },
} as const;
