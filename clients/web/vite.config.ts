import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Vite's own also fetches styles and scripts ahead, which no part of this page has. */
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id: string) =>
    id === '\0vite/preload-helper.js'
      ? 'export const __vitePreload = (load) => load();'
      : undefined,
} as const;

export default defineConfig({
  plugins: [plainImports],
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/account/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  logLevel: 'warn',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // The page's policy forbids inline scripts; a page's chunk needs no other one that is not there.
    modulePreload: false,
    // One for all pages: what a page adds is less than a request.
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What pages share is one chunk with the entry: each more costs a request, and is zipped apart.
      output: { codeSplitting: { groups: [{ name: 'frame', test: /\/(frame|sdk|preact)\// }] } },
    },
  },
});
