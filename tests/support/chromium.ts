import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const packageDir = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
const cacheDir = join(packageDir, '../../.cache', `reglament-chromium-${version}`);

// From npm, so that a clone tests its screens with nothing installed by hand.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
ARGUMENTS.push('--disable-component-update', '--disable-sync', '--font-render-hinting=none');

/** Headless Chromium of the npm package, unpacked once per version (2 s), with the package's fonts: the same pictures everywhere. */
export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(cacheDir)) unpack();
  const executablePath = join(cacheDir, 'chromium');
  // Without a locale a file with a Russian name is not found on the disk.
  const locale = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  const fonts = { FONTCONFIG_FILE: join(cacheDir, 'fonts.conf') };
  const env = { HOME: cacheDir, ...locale, ...fonts, ...findLibraries(executablePath) };
  return chromium.launch({ executablePath, args: ARGUMENTS, env });
}

/**
 * In a process and a folder of its own, then renamed: the package itself takes a half-written file of another process for a whole one.
 */
function unpack(): void {
  const fresh = `${cacheDir}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const script = `import chromium, { inflate } from '@sparticuz/chromium';
await chromium.executablePath();
await inflate(${JSON.stringify(join(packageDir, 'bin/al2023.tar.br'))});`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: { TMPDIR: fresh },
    encoding: 'utf8',
  });
  if (run.status !== 0)
    throw new Error(`Не удалось распаковать Chromium в ${fresh}: ${run.error?.message ?? run.stderr}`);
  writeFileSync(
    join(fresh, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(cacheDir, 'fonts/fonts')}</dir><cachedir>${join(cacheDir, 'fonts/cache')}</cachedir></fontconfig>
`,
  );
  try {
    renameSync(fresh, cacheDir);
  } catch (error) {
    // A parallel test file was faster.
    rmSync(fresh, { recursive: true });
    if (!existsSync(cacheDir)) throw error;
  }
}

/** The system's libraries when they are there, else those that the package carries. */
function findLibraries(executablePath: string): { LD_LIBRARY_PATH?: string } {
  const carried = { LD_LIBRARY_PATH: join(cacheDir, 'al2023/lib') };
  const withoutCarried = tryRun(executablePath, {});
  if (withoutCarried === undefined) return {};
  const withCarried = tryRun(executablePath, carried);
  if (withCarried === undefined) return carried;
  throw new Error(
    `Chromium не запускается: ${withCarried}. Установите системные библиотеки: в Debian и Ubuntu – apt-get install libnss3 libnspr4 libexpat1, в Fedora и RHEL – dnf install nss nspr expat.`,
  );
}

/** undefined when it runs, else what the loader said. */
function tryRun(executablePath: string, env: Record<string, string>): string | undefined {
  const run = spawnSync(executablePath, ['--version'], { env, encoding: 'utf8' });
  return run.status === 0 ? undefined : (run.error?.message ?? (run.stderr.trim() || `код ${run.status}`));
}
