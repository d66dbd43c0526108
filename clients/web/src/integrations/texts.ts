const resources = (count: number): string => (count === 1 ? '1 resource' : `${count} resources`);

/** The words of the page for integrations. */
export const texts = {
  heading: 'Integrations',
  lead: 'Programs that call this service in their own name, with rights of their own: an ERP, a warehouse, a price feed.',
  create: 'New integration',

  list: {
    notLoaded: 'The integrations could not be loaded',
    forbidden: 'You cannot manage integrations',
    forbiddenBody:
      'That takes an administrator whose role has the resource Magento_Integration::integrations. Ask whoever manages roles here.',
    empty: 'No integration yet',
    emptyBody:
      'Create one for each program that connects, so that each has only the rights it needs and can be taken out of use alone.',
    name: 'Name',
    state: 'State',
    access: 'Rights',
    lastUsed: 'Last used',
    expires: 'Expires',
    action: 'Action',
    never: 'Never',
    everything: 'Everything',
    rights: (count: number): string => (count === 0 ? 'None' : resources(count)),
    manage: 'Manage',
    manageLabel: (name: string) => `Manage ${name}`,
    configured: 'Comes with a module',
  },

  states: {
    active: 'Active',
    inactive: 'Inactive',
    reset: 'Made anew',
    expired: 'Expired',
  },

  details: {
    email: 'Email address',
    rights: 'Rights',
    source: 'May call from',
    anywhere: 'Anywhere',
    endpoint: 'Handshake',
    uses: 'Requests so far',
    none: 'None',
    expires: 'Expires',
    never: 'Never',
    close: 'Close',
    whatNext: 'What to do with it',
  },

  actions: {
    activate: {
      label: 'Activate',
      about: 'It can call from now on. A token it had before is good again.',
      title: (name: string) => `Activate ${name}?`,
      busy: 'Activating…',
      done: (name: string) => `${name} is active.`,
    },
    send: {
      label: 'Activate',
      about: 'Its credentials are posted to its endpoint, and it asks for a token itself.',
      title: (name: string) => `Send ${name} its credentials?`,
      busy: 'Sending…',
      done: (name: string) => `${name} was sent its credentials.`,
    },
    reauthorize: {
      label: 'New token',
      about: 'For lost or leaked credentials. The token it has now is refused at once.',
      title: (name: string) => `End the token of ${name}, and make another?`,
      busy: 'Making a token…',
      done: (name: string) => `${name} has a new token.`,
    },
    roll: {
      label: 'Roll credentials',
      about: 'New secret and token. The old ones stay good for a while, usually a day: no gap.',
      title: (name: string) => `Give ${name} new credentials?`,
      busy: 'Rolling…',
      done: (name: string) => `${name} has new credentials.`,
    },
    deactivate: {
      label: 'Deactivate',
      about: 'Its requests are refused until it is activated again. Its credentials stay.',
      title: (name: string) => `Deactivate ${name}?`,
      busy: 'Deactivating…',
      done: (name: string) => `${name} is inactive.`,
    },
    delete: {
      label: 'Delete',
      about: 'With its credentials and rights, for good.',
      title: (name: string) => `Delete ${name}?`,
      busy: 'Deleting…',
      done: (name: string) => `${name} was deleted.`,
    },
  },

  edit: {
    label: 'Edit',
    about: 'Its name, rights, expiry and addresses. Its credentials stay.',
    heading: (name: string) => `Edit ${name}`,
    lead: 'Its credentials stay. Rights count from its next request on.',
    submit: 'Save',
    busy: 'Saving…',
    done: (name: string) => `${name} was saved.`,
  },

  password: {
    label: 'Your password',
    hint: 'Asked again, so that nobody else can do this from your seat.',
    missing: 'Enter your password.',
  },

  credentials: {
    heading: (name: string) => `Credentials of ${name}`,
    once: 'Shown only now. Enter them in the program that connects, or put them where secrets are kept.',
    consumerKey: 'Consumer key',
    consumerSecret: 'Consumer secret',
    accessToken: 'Access token',
    accessTokenSecret: 'Access token secret',
    kept: 'The token it had before is good again; a token is never shown twice. If it is lost, make a new one.',
    copy: 'Copy',
    copyLabel: (what: string) => `Copy ${what.toLowerCase()}`,
    copied: (what: string) => `${what} copied.`,
    notCopied: (what: string) =>
      `${what} could not be copied. It is selected: copy it by keyboard.`,
    stored: 'I have stored them',
    done: 'Done',
  },

  handshake: {
    heading: (name: string) => `${name} was sent its credentials`,
    steps: [
      'The credentials were posted to its endpoint.',
      'Open its page, within 5 minutes. It may ask you to sign in there.',
      'It asks this service for a token. Then it is active, and the list says so.',
    ],
    open: 'Open its page',
    done: 'Done',
  },

  form: {
    heading: 'New integration',
    lead: 'It is activated at once, and its credentials are shown.',
    leadHandshake:
      'It is sent its credentials at once, and is active when it has asked for a token.',
    back: 'All integrations',
    name: 'Name',
    nameHint: 'What people call it. The audit trail notes what it does under this name.',
    email: 'Email address of those who run it',
    emailHint: 'Optional. Told 30, 7 and 1 day before it expires.',
    rights: 'Rights',
    rightsHint: 'Tick what it needs and no more. A right includes those below it.',
    included: 'included',
    notYours: 'not yours to give',
    more: 'Expiry, addresses and handshake',
    expires: 'Last day',
    expiresHint: 'Optional. It is refused from the end of that day on, in UTC.',
    source: 'May call from',
    sourceHint: 'Optional. Addresses and ranges, separated by commas, such as 198.51.100.0/24.',
    endpoint: 'Endpoint',
    endpointHint:
      'Optional, for programs that want a handshake: where their credentials are posted.',
    identityLink: 'Identity link',
    identityLinkHint: 'The page of that program which you open then. Needed with an endpoint.',
    submit: 'Create and activate',
    submitHandshake: 'Create and send',
    busy: 'Creating…',
    missingName: 'Enter a name.',
    missingRights: 'Tick at least one right: without any, it can do nothing.',
    missingPair: 'A handshake needs both an endpoint and an identity link.',
    created: (name: string) => `${name} was created.`,
    notActivated: (name: string, why: string) => `${name} was created, but is not active: ${why}`,
    rightsNotLoaded: 'The rights could not be loaded',
  },

  /** Sentences of the service, by their template. */
  server: {
    'The password entered for the current user is invalid. Verify the password and try again.':
      'Your password is not right. Each wrong one counts towards a lock of your account.',
    'Your account is temporarily disabled. Please try again later.':
      'Your account is locked for a while, because of wrong passwords. Try again later.',
    "The consumer isn't authorized to access %resources.":
      'It has rights that you do not have. Nobody can give away what they have not.',
    'The credentials were rolled %1 times, and those before each roll are good still. Roll again after %2, or end them all by reauthorizing the integration.':
      'It was rolled so often that old credentials would end too early. Make a new token, or wait.',
    'Invalid Callback URL':
      'The endpoint and the identity link must be https addresses that are public.',
    'The attempt to post data to consumer failed due to an unexpected error. Please try again later.':
      'Its endpoint did not take the credentials. The log of the service says why.',
  } as Readonly<Record<string, string>>,
} as const;
