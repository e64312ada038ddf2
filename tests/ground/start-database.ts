/** A program that starts the embedded database and lives until it is killed: `node start-database.ts <folder>`. */
import { startEmbeddedPostgres } from '../../core/src/database/embedded-postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
const { url } = await startEmbeddedPostgres({ dataDir, log: () => undefined });
process.stdout.write(`${url}\n`);
setInterval(() => undefined, 60_000);
