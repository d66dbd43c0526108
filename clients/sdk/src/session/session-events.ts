/** Who is signed in, as the sign-in answered. */
export interface SessionUser {
  readonly id: number;
  readonly type: 'admin' | 'customer';
  readonly username: string;
  readonly email: string;
}

/**
 * - `asked`: `signOut()` was called here.
 * - `other-tab`: it was called in another tab.
 * - `ended`: the server no longer knows the session: expired, ended from another device, revoked.
 */
export type SignOutReason = 'asked' | 'other-tab' | 'ended';

export type SessionEvent =
  | { readonly type: 'signed-in'; readonly user?: SessionUser | undefined }
  | { readonly type: 'renewed' }
  | { readonly type: 'signed-out'; readonly reason: SignOutReason };

export type SessionListener = (event: SessionEvent) => void;

/** Tells listeners in the order they came. One that throws disturbs neither the others nor the session. */
export class SessionEvents {
  readonly #listeners = new Set<SessionListener>();

  /** @returns Ends the subscription. */
  subscribe(listener: SessionListener): () => void {
    const entry: SessionListener = (event) => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        // Reported as an unhandled rejection: seen, but not here.
        void Promise.reject(error);
      }
    }
  }
}
