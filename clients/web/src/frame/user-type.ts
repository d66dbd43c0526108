/** Administrators and customers have accounts of their own. */
export type UserType = 'admin' | 'customer';

const KEY = 'tokenwright:account-type';

/** @returns What was chosen on this device the last time. */
export function recallUserType(): UserType {
  try {
    return localStorage.getItem(KEY) === 'customer' ? 'customer' : 'admin';
  } catch {
    return 'admin';
  }
}

export function rememberUserType(type: UserType): void {
  try {
    localStorage.setItem(KEY, type);
  } catch {
    // Storage is blocked: it is asked anew next time.
  }
}
