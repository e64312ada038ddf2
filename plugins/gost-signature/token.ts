import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gostBackend, readPublicKey } from '@reglament/gost';
import { type Host, ProviderError } from '@reglament/sdk';
import { type GostSignatureConfig, MODULES_FOLDER } from './config.ts';
import { checked, limitOf, type Sign } from './external-signer.ts';
import { misconfigured } from './failure.ts';
import { programFailed, runProgram } from './run-program.ts';

export interface TokenPlace {
  /** Folder of the libraries of PKCS#11. */
  readonly modules?: string;
  /** OpenSC's tool: a library of a token's maker never runs inside this process. */
  readonly tool?: string;
  /** Where a library looks for its own settings. */
  readonly home?: string;
}

/** Wrong PINs by their settings: a token closes for ever after a few, and every request would be one more. */
const refused = new Map<string, ProviderError>();

/** A key that never leaves its token: the token gets the digest and gives the value of the signature. */
export function openToken(
  { config }: Host<GostSignatureConfig>,
  certificate: Uint8Array,
  { modules = MODULES_FOLDER, tool = 'pkcs11-tool', home = homedir() }: TokenPlace,
): Sign {
  const { module, keyId, pin = '' } = config;
  if (!module) throw misconfigured('noModule', 'Укажите библиотеку PKCS#11, которую дал изготовитель токена.');
  if (!keyId) throw misconfigured('noKeyId', 'Укажите номер ключа на токене.');
  const { bits } = readPublicKey(certificate);
  const args = argumentsOf(config, bits, join(modules, module));
  const who = createHash('sha256')
    .update(JSON.stringify([tool, args, pin]))
    .digest('hex');
  return async (bytes) => {
    const before = refused.get(who);
    if (before) throw before;
    const value = await runProgram(tool, args, {
      input: gostBackend().digest(bits, bytes),
      timeLimit: limitOf(config),
      env: { HOME: home, [PIN]: pin },
      missing: (cause) =>
        misconfigured('noTool', 'Нет программы pkcs11-tool: поставьте на сервер пакет opensc.', cause),
      failed: (why) => {
        const failure = failureOf(why, tool);
        if (failure.code === 'wrongPin') refused.set(who, failure);
        return failure;
      },
    });
    return checked(value, { certificate, bytes, who: 'Библиотека токена' });
  };
}

/** By its environment, so that the list of processes does not show it. */
const PIN = 'REGLAMENT_TOKEN_PIN';

function argumentsOf({ deviceLabel, keyId = '', pin }: GostSignatureConfig, bits: 256 | 512, module: string): string[] {
  return [
    ...['--module', module, '--sign', '--mechanism', bits === 256 ? 'GOSTR3410' : 'GOSTR3410_512', '--id', keyId],
    ...(deviceLabel ? ['--token-label', deviceLabel] : []),
    ...(pin ? ['--login', '--pin', `env:${PIN}`] : []),
  ];
}

interface Failure {
  readonly said: RegExp;
  readonly code: string;
  readonly retry: 'later' | 'never';
  readonly text: string;
}

/** What the tool and the libraries say. */
const FAILURES: readonly Failure[] = [
  {
    said: /CKR_PIN_(?:INCORRECT|INVALID|LEN_RANGE)/,
    code: 'wrongPin',
    retry: 'never',
    text: 'PIN токена не подошёл. Исправьте его в настройках: до тех пор система к токену не обращается, чтобы он не закрылся.',
  },
  {
    said: /CKR_PIN_LOCKED/,
    code: 'lockedPin',
    retry: 'never',
    text: 'Токен закрыт после неверных PIN. Откройте его средством изготовителя и исправьте PIN в настройках.',
  },
  {
    said: /util_getpass|CKR_USER_NOT_LOGGED_IN/,
    code: 'noPin',
    retry: 'never',
    text: 'Токен просит PIN. Укажите его в настройках.',
  },
  {
    said: /Private key not found/i,
    code: 'noKey',
    retry: 'never',
    text: 'На токене нет закрытого ключа с таким номером. Номера показывает «pkcs11-tool --list-objects --login».',
  },
  {
    said: /No slots?\b|no token|CKR_(?:TOKEN_NOT_PRESENT|DEVICE_REMOVED|SLOT_ID_INVALID)/i,
    code: 'noToken',
    retry: 'later',
    text: 'Токен не вставлен, или его метка другая.',
  },
  {
    said: /Failed to load pkcs11 module/i,
    code: 'noModule',
    retry: 'never',
    text: 'Библиотека PKCS#11 не загружается. Проверьте, что она лежит в папке библиотек и подходит к этой системе.',
  },
  {
    said: /CKR_(?:MECHANISM_INVALID|KEY_TYPE_INCONSISTENT)|Unknown PKCS11 mechanism/i,
    code: 'noMechanism',
    retry: 'never',
    text: 'Токен, его библиотека или этот ключ не подписывают по ГОСТ Р 34.10-2012.',
  },
];

function failureOf(why: string, tool: string): ProviderError {
  const found = FAILURES.find(({ said }) => said.test(why));
  if (!found) return programFailed(tool, why);
  return new ProviderError(found.code, found.text, { retry: found.retry });
}
