/** The words around second factors, on their own page and in the account. */
export const texts = {
  noLink: {
    heading: 'Open the link of the mail',
    body: 'Setting up a second factor begins with the link that was mailed to you. It is good for an hour; sign in to have another one sent.',
  },
  expired: {
    heading: 'This link is no longer good',
    body: 'Links are good for an hour, and until your password or e-mail address changes. Sign in to have another one sent.',
  },
  configured: {
    heading: 'Your second factor is set up',
    body: 'There is nothing left to do with this link. What you have enrolled is in your account.',
  },
  done: {
    heading: 'Two-factor authentication is on',
    body: 'From now on, signing in takes your password and your second factor.',
  },
  signIn: 'Sign in',

  enrolment: {
    heading: 'Set up two-factor authentication',
    notLoaded: 'The set-up could not begin',
    step: (step: number, of: number) => `Step ${step} of ${of}`,
  },

  app: {
    heading: 'Authenticator app',
    lead: 'Scan the picture with an authenticator app, such as the one of your phone or your password manager. Then enter the code that it shows.',
    picture: 'QR code for authenticator apps; the secret below says the same',
    secret: 'Cannot scan it? Enter this secret by hand:',
    code: 'Code from the app',
    submit: 'Turn on',
    busy: 'Checking…',
    missing: 'Enter the six digits that the app shows.',
  },

  key: {
    heading: 'Security key',
    lead: 'A small device that plugs into the computer, or is held against the phone. It answers only to this site, so that no other site can ask in its place.',
    name: 'Name (optional)',
    nameHint: 'To tell it from others, such as “blue, on the key ring”.',
    submit: 'Register the key',
    busy: 'Waiting for the key…',
    confirmHeading: 'Touch it once more',
    confirmLead:
      'The key is registered. Use it now for the first time: then you are shown your recovery codes.',
    confirm: 'Use the key',
  },

  codes: {
    heading: 'Your recovery codes',
    lead: 'Each of them takes the place of your second factor once, when you have lost everything else. They are shown only now.',
    label: 'Recovery codes',
    copy: 'Copy',
    copied: 'The codes are copied.',
    notCopied: 'The codes could not be copied. Select and copy them by hand.',
    download: 'Download as text',
    file: 'tokenwright-recovery-codes.txt',
    text: (username: string, codes: readonly string[]) =>
      `Recovery codes${username && ` of ${username}`}\nEach is good once, in place of a one-time code.\n\n${codes.join('\n')}\n`,
    kept: 'I have kept them in a safe place',
    submit: 'Done',
    missing: 'Keep the codes first, then say that you have.',
    done: 'You have new recovery codes. The old ones are worth nothing.',
    notMade:
      'The second factor is on, but no recovery codes could be shown. Make some in your account: without them, losing it locks you out.',
  },

  copySecret: 'Copy secret',
  secretCopied: 'The secret is copied.',

  /** What is asked before something changes. */
  ask: {
    password: 'Password',
    missing: 'Enter your password.',
    busy: 'Checking…',
    continue: 'Continue',
    setUp: {
      title: 'Set up a second factor?',
      body: 'Enter your password. Then a mail is sent to you, with a link that is good for an hour.',
      submit: 'Send the mail',
      done: 'The mail is on its way. Open the link in it.',
    },
    add: {
      google: 'Add an authenticator app',
      u2fkey: 'Add a security key',
      body: 'Prove first that it is you: with your password, and a factor that you have.',
    },
    codes: {
      title: 'Make new recovery codes?',
      body: 'The codes you have now stop working at once.',
      submit: 'Make new codes',
    },
    remove: {
      title: (name: string) => `Remove ${name}?`,
      body: 'Prove that it is you. You are signed out everywhere, here as well. Without any factor left, the next sign-in asks you to set one up by mail, and your recovery codes are gone.',
      submit: 'Remove',
      done: (name: string) => `${name} was removed, and you were signed out everywhere.`,
    },
  },
  added: { google: 'The authenticator app was added.', u2fkey: 'The security key was added.' },
} as const;
