/** One shop front: what `{store}` in `/rest/{store}/V1/...` names. */
export interface StoreView {
  /** 0 is the administration's own, code `all` in URLs and `admin` in lists. */
  readonly id: number;
  readonly code: string;
  readonly websiteId: number;
}

/** Knows the store views by the codes that requests carry. */
export abstract class StoreDirectory {
  /** @returns The view that requests without a code belong to. */
  abstract defaultStore(): StoreView | Promise<StoreView>;

  /**
   * @param code As in the URL; compared exactly. `all` is the administration's view.
   * @returns `undefined` for a code that no active view has.
   */
  abstract find(code: string): StoreView | undefined | Promise<StoreView | undefined>;
}
