import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKitHost } from '@reglament/sdk/kit';
import { afterAll, describe, expect, test } from 'vitest';
import { connectSignature } from '../../plugins/gost-signature/connection.ts';

/** The tool of OpenSC over SoftHSM. Debian's SoftHSM has no ГОСТ: what is checked is how the tool is called and what it refuses. */
const library = '/usr/lib/softhsm/libsofthsm2.so';

function openSoftToken(): { folder: string; close(): void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-softhsm-'));
  const close = () => rmSync(folder, { recursive: true, force: true });
  const [settings, tokens, modules] = [
    join(folder, '.config/softhsm2'),
    join(folder, 'tokens'),
    join(folder, 'modules'),
  ];
  for (const each of [settings, tokens, modules]) mkdirSync(each, { recursive: true });
  symlinkSync(library, join(modules, 'token.so'));
  writeFileSync(join(settings, 'softhsm2.conf'), `directories.tokendir = ${tokens}\n`);
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { env: { ...process.env, HOME: folder }, stdio: 'ignore' });
  try {
    run('softhsm2-util', '--init-token', '--free', '--label', 'reglament', '--pin', '1234', '--so-pin', '43210');
    const key = ['--keypairgen', '--key-type', 'EC:prime256v1', '--id', '01'];
    run('pkcs11-tool', '--module', library, '--token-label', 'reglament', '--login', '--pin', '1234', ...key);
    return { folder, close };
  } catch {
    close();
    return undefined;
  }
}

const soft = openSoftToken();

if (!soft) {
  test('с токеном PKCS#11 вживую не сверено: нет пакетов opensc и softhsm2', () => expect(soft).toBeUndefined());
} else {
  afterAll(() => soft.close());
  const vectors = new URL('../../plugins/gost/vectors/', import.meta.url);
  const usual = { module: 'token.so', deviceLabel: 'reglament', keyId: '01', pin: '1234' };
  const sign = async (settings: Partial<typeof usual>, bits = 256) => {
    const certificate = readFileSync(new URL(`c${bits}.pem`, vectors), 'utf8');
    const { host } = openKitHost({ config: { place: 'token', certificate, ...usual, ...settings } as const });
    const { signer } = connectSignature(host, { modules: join(soft.folder, 'modules'), home: soft.folder });
    return signer?.sign(Buffer.from('Содержание'), 'raw');
  };

  describe('pkcs11-tool', () => {
    test.each([
      [{}, 256, 'noMechanism'],
      [{}, 512, 'noMechanism'],
      [{ keyId: '07' }, 256, 'noKey'],
      [{ pin: '' }, 256, 'noPin'],
      [{ deviceLabel: 'другой' }, 256, 'noToken'],
      [{ module: 'absent.so' }, 256, 'noModule'],
      [{ pin: '4321' }, 256, 'wrongPin'],
    ])('%j, %i бит – %s', async (settings, bits, code) => {
      await expect(sign(settings, bits)).rejects.toMatchObject({ name: 'ProviderError', code });
    });
  });
}
