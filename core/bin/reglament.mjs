#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Where the server's is as well: a command begins in half the time. Whose folder cannot be written goes without.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/reglament-code', import.meta.url)));
const { run } = await import('../src/cli.ts');

process.exitCode = await run(process.argv.slice(2));
