import type { Emulator, EmulatorOptions, Plugin } from '@reglament/sdk';
import { createConnection } from '../../core/src/connection/commands.ts';
import { plugins as shipped } from '../../plugins/index.ts';
import { kit } from '../../plugins/smev3/kit.ts';
import { publishService, publishText } from './clock-definitions.ts';
import type { TestServer } from './server.ts';

/** The key of a body, lent to its СМЭВ by a connection beside it. */
const signer: Plugin = {
  ...{ id: '@reglament-test/signer', title: 'Ключ ведомства для проверок', contract: '1.0', scope: 'body' },
  config: { schema: { type: 'object', properties: {} }, sections: [] },
  connect: async () => {
    const lend = kit.lends?.signer;
    if (lend === undefined) throw new Error('the kit lends no signer');
    return { signer: await lend() };
  },
};

export const smevPlugins: readonly Plugin[] = [...shipped, signer];

export async function openNode(
  now: () => Date = () => new Date(),
  options: Pick<EmulatorOptions, 'types'> = {},
): Promise<Emulator> {
  const emulator = await shipped.find(({ id }) => id === 'smev3')?.emulator?.({ now, ...options });
  if (emulator === undefined) throw new Error('smev3 has no emulator');
  return emulator;
}

const echo = 'urn://reglament/smev3/emulator/echo/1.0.0';

/** As `ask` takes it: XML as it is, of a type that the node answers. */
export const smevQuestion = {
  question: {
    content: `<EchoRequest xmlns="${echo}"><Text>Проверка</Text></EchoRequest>`,
    answerRoot: `{${echo}}EchoResponse`,
  },
};

/** Connects the body «arch» to the node at this address, and gives a service that asks over it. Gives the connection's id. */
export async function joinSmev3(server: TestServer, node: Emulator, url?: string): Promise<string> {
  await publishText(server, 'requestType', {
    ...{ format: 1, kind: 'requestType', code: 'smevXml', title: 'Запрос СМЭВ', plugin: 'smev3', requestKind: 'xml' },
  });
  const requests = [
    { code: 'state', type: 'smevXml' },
    { code: 'regional', type: 'regionalRequest' },
  ];
  await publishService(server, { code: 'asking', requests });
  return connectSmev3(server, node, url);
}

/** Connects the body «arch» to the node at this address, with a key of its own. Gives the connection's id. */
export async function connectSmev3(server: TestServer, { config }: Emulator, url?: string): Promise<string> {
  const { rows } = await server.database.execute(`select id from organisation where code = 'arch'`);
  const body = (rows as { id: string }[])[0]?.id ?? '';
  const key = { plugin: signer.id, code: 'key', title: 'Ключ', settings: {}, enabled: true };
  await createConnection(server.deps, body, key);
  const settings = { ...(config as Record<string, string>), ...(url === undefined ? {} : { url }) };
  const draft = { plugin: 'smev3', code: 'smev', title: 'СМЭВ', settings, enabled: true };
  return (await createConnection(server.deps, body, draft)).id;
}
