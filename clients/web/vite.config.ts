import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
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
