import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { texts } from './texts.js';

interface PlainPageProps {
  readonly heading: string;
  readonly body: string;
  /** What can be done, below. Missing: the way to the account. */
  readonly children?: ComponentChildren;
}

/** A page that says one thing. */
export function PlainPage({ heading, body, children }: PlainPageProps) {
  useEffect(() => {
    document.title = texts.title(heading);
  }, [heading]);

  return (
    <main class="narrow">
      <p class="wordmark">{texts.product}</p>
      <div class="card stack">
        <div class="intro">
          <h1>{heading}</h1>
          <p>{body}</p>
        </div>
        {children ?? (
          <div class="actions">
            <a class="button" href="/account">
              {texts.pages.backToAccount}
            </a>
          </div>
        )}
      </div>
    </main>
  );
}
