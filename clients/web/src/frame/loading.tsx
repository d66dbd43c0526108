import { texts } from './texts.js';

/** Says that something is under way, if that takes a moment. */
export const Loading = () => (
  <main class="narrow">
    <p class="loading" role="status">
      {texts.loading}
    </p>
  </main>
);
