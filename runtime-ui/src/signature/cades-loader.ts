import { CadesProblem, type ObjectMaker } from './cades-object.ts';
import { findTrainingPlugin } from './training-plugin.ts';

/**
 * Finds the signing extension of the browser («КриптоПро ЭЦП Browser plug-in»). Its content script answers a message of the page;
 * then the page loads the extension's own script, which makes the object that the plug-in program is reached by. Scripts of
 * extensions load under `script-src 'self'`: seen in Chromium 156 with an extension of that shape.
 * Source: the vendor's cadesplugin_api.js, what it says and in what order.
 */
declare global {
  interface Window {
    /** Made by the vendor's own script where somebody has put it into the page; awaited until it is ready. */
    cadesplugin?: ObjectMaker & PromiseLike<unknown>;
    /** Made by the extension's script. */
    cpcsp_chrome_nmcades?: { CreatePluginObject(): Promise<ObjectMaker> };
  }
}

const ANSWER = 'cadesplugin_loaded';
const ANSWER_MS = 3_000;
/** Nobody waits for it: the training certificate can be used meanwhile. */
const ANSWER_BESIDE_TRAINING_MS = 20_000;
const PROGRAM_MS = 20_000;
const SCRIPT = 'nmcades_plugin_api.js';
/** Where browsers that do not tell the address keep it: the stores of Chrome, and of Opera and Yandex. */
const STORES = ['iifchhfnnmpdbibifmljnfjhpififfog', 'epebfcehmdedogndhlcacafjaacknbcm'].map(
  (id) => `chrome-extension://${id}/${SCRIPT}`,
);
const EXTENSION = /^(?:chrome|moz|safari|safari-web)-extension:\/\/[a-z0-9/-]+\/nmcades_plugin_api\.js$/i;

const noExtension =
  'Браузер не отвечает за подпись: расширения «КриптоПро ЭЦП Browser plug-in» нет, оно выключено или ему не разрешён этот сайт. ' +
  'Установите КриптоПро CSP и расширение, обновите страницу. Подпись, сделанную другой программой, можно приложить файлом.';
const noProgram =
  'Расширение есть, но программа КриптоПро ЭЦП Browser plug-in не отвечает. Установите её вместе с КриптоПро CSP и перезапустите браузер.';

/** What signs for the person at this machine. */
export interface Plugin {
  readonly maker: ObjectMaker;
  /** In a demonstration: its signatures prove nothing. */
  readonly training: boolean;
}

/** Once for a page; after a failure anew, since a person may have installed what was missing. @throws CadesProblem */
export const openOwn = onceFound(async (): Promise<Plugin> => {
  const beside = (await openTraining()) !== undefined;
  return { maker: await findOwn(beside ? ANSWER_BESIDE_TRAINING_MS : ANSWER_MS), training: false };
});

/** Undefined where the server is no demonstration. */
export const openTraining = onceFound(async (): Promise<Plugin | undefined> => {
  const maker = await findTrainingPlugin();
  return maker && { maker, training: true };
});

function onceFound<Found>(find: () => Promise<Found>): () => Promise<Found> {
  let found: Promise<Found> | undefined;
  return () => {
    found ??= find().catch((failure) => {
      found = undefined;
      throw failure;
    });
    return found;
  };
}

async function findOwn(answerWithin: number): Promise<ObjectMaker> {
  const ready = window.cadesplugin;
  if (ready?.then !== undefined) {
    await within(PROGRAM_MS, Promise.resolve(ready), noProgram);
    // It is a promise of itself no more: given back as it is, it would be awaited again.
    return { CreateObjectAsync: (name) => ready.CreateObjectAsync(name) };
  }
  const address = await within(answerWithin, askExtension(), noExtension);
  prepareForScript();
  if (window.cpcsp_chrome_nmcades === undefined) await loadFirst(address === undefined ? STORES : [address]);
  const made = window.cpcsp_chrome_nmcades?.CreatePluginObject();
  if (made === undefined) throw new CadesProblem(noExtension);
  return within(PROGRAM_MS, made, noProgram);
}

/** The address of its script, where the extension tells it. */
function askExtension(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const listen = ({ data, source }: MessageEvent) => {
      if (source !== window || typeof data !== 'string' || !data.startsWith(ANSWER)) return;
      window.removeEventListener('message', listen);
      const [, address] = data.split('url:');
      resolve(address !== undefined && EXTENSION.test(address) ? address : undefined);
    };
    window.addEventListener('message', listen);
    window.postMessage('cadesplugin_echo_request', window.location.origin);
  });
}

/** The extension's script writes its log through an object that the vendor's page script would have made. */
function prepareForScript(): void {
  const levels = { LOG_LEVEL_DEBUG: 4, LOG_LEVEL_INFO: 2, LOG_LEVEL_ERROR: 1, current_log_level: 1 };
  const answers = { set: () => undefined, is_capilite_enabled: () => false, getLastError: (one: Error) => one.message };
  Object.assign(window, { cadesplugin: { ...levels, ...answers } });
}

async function loadFirst([address, ...others]: readonly string[]): Promise<void> {
  if (address === undefined) throw new CadesProblem(noExtension);
  const isLoaded = await new Promise<boolean>((resolve) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
  if (!isLoaded) await loadFirst(others);
}

async function within<T>(ms: number, work: Promise<T>, words: string): Promise<T> {
  let timer: number | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => reject(new CadesProblem(words)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch (failure) {
    throw failure instanceof CadesProblem ? failure : new CadesProblem(words);
  } finally {
    window.clearTimeout(timer);
  }
}
