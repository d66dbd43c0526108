/** The arrows of ARCHITECTURE.md. Which module may import which sibling is in test/architecture. */
const entry =
  '^src/(main|run-service|run-cli|compile-cache|v8-settings|cli|server|index|installation|app\\.module|tokenwright\\.module|http-application|describe-error|server-settings|service-logger|log-fields|service-adapter|proxy-range)\\.ts$|^src/console/';
const spec = '\\.spec\\.ts$';
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: spec },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('contract-imports-nothing', '^src/contract/', '^src/contract/'),
    only(
      'kernel-knows-no-http-and-no-sql',
      '^src/kernel/',
      '^src/(kernel|contract)/|node_modules/@nestjs/common/|^(node:)?(async_hooks|fs|module|path|url)$',
    ),
    only(
      'persistence-owns-no-entity',
      '^src/persistence/',
      '^src/(persistence|kernel|contract)/|node_modules/|^(node:)?[a-z_/]+$',
    ),
    {
      name: 'modules-know-no-entry-point',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: spec },
      to: { path: entry },
    },
    {
      name: 'entry-points-know-no-module',
      severity: 'error',
      from: { path: entry, pathNot: '^src/index\\.ts$|' + spec },
      to: { path: '^src/modules/' },
    },
    {
      name: 'public-api-goes-through-index',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'sources-know-no-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: '^(test|examples|bench|clients)/' },
    },
    only(
      'the-client-library-speaks-http-only',
      '^clients/sdk/src/',
      '^clients/sdk/src/|node_modules/axios/',
    ),
    only(
      'the-account-page-knows-the-library-only',
      '^clients/web/src/',
      '^clients/(web|sdk)/src/|node_modules/preact/',
    ),
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Vite's export map is beyond the resolver; neither a build's settings nor what it builds are part
    // of the arrows.
    exclude: { path: `${spec}|vite\\.config\\.ts$|^clients/[^/]+/dist/` },
  },
};
