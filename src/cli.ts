#!/usr/bin/env node
import { cacheCompiledCode } from './compile-cache.js';

cacheCompiledCode();
await import('./run-cli.js');
