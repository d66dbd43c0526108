const KEY = 'tokenwright:account';

/** Who signed in to a session. The service does not tell again, and a cookie can change hands. */
interface RememberedUser {
  readonly sessionId: string;
  readonly username: string;
}

/** @returns The name that belongs to this session, if it began on this page. */
export function recallUser(sessionId: string): string | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as RememberedUser | null;
    return kept?.sessionId === sessionId ? kept.username : undefined;
  } catch {
    return undefined;
  }
}

export function rememberUser(user: RememberedUser): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(user));
  } catch {
    // Storage is blocked: the page does without the name after a reload.
  }
}

export function forgetUser(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There is nothing to forget then.
  }
}
