/** `npm run bench`: the figures on the console, and with `--json` in a file. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { closeBrowser } from '../support/browser.ts';
import { runBench } from './bench.ts';
import { readOptions, usage, WrongCall } from './options.ts';
import { measurePages, measureWalk } from './pages.ts';
import { aimsOfPages, printablePages, printableWalk } from './pages-report.ts';
import { measureOrders, measureRegistry, printableOrders, printableRegistry } from './registry.ts';
import { aimsOf, printable } from './report.ts';
import { measureScreens } from './screens.ts';
import { aimsOfScreens, printableScreens } from './screens-report.ts';
import { measureSmev3 } from './smev3.ts';
import { printableSmev3 } from './smev3-report.ts';

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return 0;
  }
  const options = readOptions(args);
  if (options.profiles !== undefined) mkdirSync(options.profiles, { recursive: true });
  const say = (line: string) => process.stderr.write(`  ${line}\n`);
  const found: Record<string, unknown> = {};
  if (options.parts.includes('product')) {
    const result = await runBench(options, { say });
    process.stdout.write(`\n${printable(result)}`);
    Object.assign(found, result, { aims: aimsOf(result) });
  }
  if (options.parts.includes('smev3')) {
    const smev3 = await measureSmev3(options, { say });
    process.stdout.write(`\n${printableSmev3(smev3)}`);
    Object.assign(found, { smev3 });
  }
  if (options.parts.includes('registry')) {
    const registry = await measureRegistry(options, say);
    process.stdout.write(`\n${printableRegistry(registry)}`);
    Object.assign(found, { registry });
  }
  if (options.parts.includes('orders')) {
    const orders = await measureOrders(options, say);
    process.stdout.write(`\n${printableOrders(orders)}`);
    Object.assign(found, { orders });
  }
  if (options.parts.includes('screens')) {
    const screens = await measureScreens(options, say);
    process.stdout.write(`\n${printableScreens(screens)}`);
    Object.assign(found, { screens: { ...screens, aims: aimsOfScreens(screens) } });
  }
  if (options.parts.includes('pages')) {
    const pages = await measurePages(options, say);
    process.stdout.write(`\n${printablePages(pages)}`);
    Object.assign(found, { pages: { ...pages, aims: aimsOfPages(pages) } });
  }
  if (options.parts.includes('walk')) {
    const walk = await measureWalk(options, say);
    process.stdout.write(`\n${printableWalk(walk)}`);
    Object.assign(found, { walk });
  }
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(found, null, 2)}\n`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `${error instanceof WrongCall ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = error instanceof WrongCall ? 2 : 1;
} finally {
  await closeBrowser();
}
