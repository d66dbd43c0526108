import type { Clock } from '../clock.js';
import type { SessionRefresher } from './session-refresher.js';
import type { SessionState } from './session-state.js';

/** A timer of browsers and Node holds 24.8 days. */
const LONGEST_MS = 86_400_000;
/** Tabs wake apart, so that one renews and the others hear of it. */
const APART_MS = 3_000;

/** Renews a little before the end, so that requests are rarely refused at all. */
export class RenewalTimer {
  #cancel: (() => void) | undefined;

  constructor(
    private readonly state: SessionState,
    private readonly renewBeforeSeconds: number,
    private readonly refresher: SessionRefresher,
    private readonly clock: Clock,
  ) {}

  stop(): void {
    this.#cancel?.();
  }

  /** To be called after every change of the token. */
  plan(): void {
    this.stop();
    const { token } = this.state;
    if (!token || token.secondsLeft <= 0) return;
    const untilRenewalMs = token.secondsUntilRenewal(this.renewBeforeSeconds) * 1000;
    const apartMs = Math.random() * Math.min(APART_MS, untilRenewalMs / 10);
    const waitMs = Math.max(
      0,
      untilRenewalMs - Math.max(0, apartMs),
      this.refresher.pauseSeconds * 1000,
    );
    this.#cancel = this.clock.after(Math.min(waitMs, LONGEST_MS), () => void this.#wake());
  }

  async #wake(): Promise<void> {
    const due = (this.state.token?.secondsUntilRenewal(this.renewBeforeSeconds) ?? 0) * 1000;
    if (due > APART_MS) return this.plan();
    try {
      await this.refresher.refresh();
    } catch {
      // Whoever needs the token hears of it. As long as there is one, there is time to try again.
      this.plan();
    }
  }
}
