/** One way to prove more than a password, as Magento's clients know it. */
export interface TfaProvider {
  readonly code: 'google' | 'duo_security' | 'authy' | 'u2fkey';
  readonly name: string;
  /** Whether it can be used here at all. */
  readonly enabled: boolean;
  readonly resetAllowed: boolean;
  /** Actions of Magento's admin site beside `configure` and `auth`, below `tfa/<name>/`. */
  readonly extraActions: readonly string[];
}

export type TfaProviderCode = TfaProvider['code'];

/** In the order in which they are listed. The service of Authy is gone, and Duo's is its own. */
export const TFA_PROVIDERS: readonly TfaProvider[] = [
  {
    code: 'google',
    name: 'Google Authenticator',
    enabled: true,
    resetAllowed: true,
    extraActions: ['qr', 'configurepost', 'authpost'],
  },
  {
    code: 'duo_security',
    name: 'Duo Security',
    enabled: false,
    resetAllowed: false,
    extraActions: ['authpost'],
  },
  {
    code: 'authy',
    name: 'Authy',
    enabled: false,
    resetAllowed: true,
    extraActions: [
      'configurepost',
      'configureverifypost',
      'authpost',
      'token',
      'onetouch',
      'verifyonetouch',
    ],
  },
  {
    code: 'u2fkey',
    name: 'U2F (Yubikey and others)',
    enabled: true,
    resetAllowed: true,
    extraActions: ['configurepost', 'authpost'],
  },
];

/** Codes of those that can be used. */
export const ENABLED_CODES: readonly string[] = TFA_PROVIDERS.filter(({ enabled }) => enabled).map(
  ({ code }) => code,
);

/** @returns The provider as it stands in answers (Magento's `ProviderInterface`). */
export function providerData({ code, name, enabled, ...provider }: TfaProvider): object {
  const action = code === 'duo_security' ? 'duo' : code === 'u2fkey' ? 'u2f' : code;
  return {
    enabled,
    engine: { enabled },
    code,
    name,
    icon: `Magento_TwoFactorAuth::images/providers/${code}.png`,
    reset_allowed: provider.resetAllowed,
    configure_action: `tfa/${action}/configure`,
    auth_action: `tfa/${action}/auth`,
    extra_actions: provider.extraActions.map((extra) => `tfa/${action}/${extra}`),
  };
}
