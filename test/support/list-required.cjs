/** Loaded before the service by `--require`: at the end it tells every CommonJS file it has loaded. */
process.on('exit', () => {
  for (const file of Object.keys(require.cache)) console.log(`REQUIRED ${file}`);
});
