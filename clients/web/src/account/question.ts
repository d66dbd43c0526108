/** Something that is asked before it is done. */
export interface Question<Outcome> {
  readonly title: string;
  readonly body: string;
  readonly submit: string;
  /** What the button says meanwhile. */
  readonly busy: string;
  /** @returns What came of it; nothing where the page changes by itself. */
  readonly act: () => Promise<Outcome | undefined>;
}
