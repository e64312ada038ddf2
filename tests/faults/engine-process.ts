import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
import type { Plugin } from '@reglament/sdk';
import { plugin as registry } from '@reglament-test/registry';
import { readConfig } from '../../core/src/config.ts';
import { openEngine } from '../../core/src/engine.ts';
import { createLog } from '../../core/src/log.ts';
import { smevPlugins } from '../support/smev3-side.ts';
import type { EngineProcessOptions } from './crew.ts';

/** One process of an installation, with paces of a test: works on the queues, and answers when it is given a port. */
const options: EngineProcessOptions = JSON.parse(process.argv[2] ?? '{}');
const { databaseUrl, env, tuning, port } = options;
const config = readConfig({ ...env, DATABASE_URL: databaseUrl, PORT: String(port ?? 0) });
const log = createLog('warn', { write: (line) => void process.send?.({ line: JSON.parse(line) }) });
const plugins = [...smevPlugins, registry as unknown as Plugin];
const engine = await openEngine({ config, databaseUrl, clock: () => new Date(), log, plugins, tuning });
await engine.work();
if (port !== undefined) {
  const server = createServer(engine.handle);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}
process.on('message', () => void process.send?.({ peak: process.resourceUsage().maxRSS * 1_024 }));
process.send?.({ ready: true });
// It will be killed, and the next one reads what this one has compiled.
flushCompileCache();
// Whoever started it has gone.
process.on('disconnect', () => process.exit());
