import { cacheCompiledCode } from './compile-cache.js';
import { prepareV8, settleV8 } from './v8-settings.js';

prepareV8();
cacheCompiledCode();
// Imported only now, because loading is what has to be prepared for.
await import('./run-service.js');
settleV8();
