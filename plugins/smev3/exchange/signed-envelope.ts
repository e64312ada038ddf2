import { ProviderError } from '@reglament/sdk';
import { withCanonical } from '@reglament/xml';
import { SchemaFault } from '@reglament/xml/information-type';
import type { XmlDocument } from 'libxml2-wasm';
import type { Smev3Config } from '../config.ts';
import { type Call, signedId } from '../envelope/build.ts';
import { SchemaFolderProblem } from '../schemas/transport-schemas.ts';
import { judgeTransport, validateTransport } from '../schemas/validate-transport.ts';
import { withoutParts } from '../transport/xop.ts';
import { EMPTY_SIGNATURE, type SigningKey, signedInfoOver, writeSignature } from '../xml-signature/sign.ts';

/**
 * The envelope of a call, signed. A node refuses what its schema does not allow, and a person is told before that: the
 * envelope is judged with an empty signature in its place, so that one reading serves the schema and the signature.
 * @throws ProviderError; XmlProblem, TransformProblem what is to be signed cannot be
 */
export async function signedEnvelope(call: Call, key: SigningKey, config: SchemaChoice): Promise<string> {
  const draft = call.envelope(EMPTY_SIGNATURE);
  const info = withCanonical(draft, (canonical, document) => {
    // Where parts are named, the schema has to see the text without them, and the signature with them.
    const plain = withoutParts(draft);
    assertFits(config, plain === draft && document !== undefined ? document : plain);
    return signedInfoOver(canonical, signedId, key.bits);
  });
  return call.envelope(writeSignature(info, await key.sign(Buffer.from(info)), key.certificate));
}

type SchemaChoice = Pick<Smev3Config, 'version' | 'schemaFolder'>;

function assertFits(config: SchemaChoice, judged: XmlDocument | string): void {
  const problems = problemsOf(config, judged);
  if (problems.length === 0) return;
  const told = problems.slice(0, 3).join('; ');
  throw new ProviderError(
    'outgoingInvalid',
    `Сообщение не подходит под схему СМЭВ ${config.version} и не отправлено: ${told}`,
    {
      retry: 'never',
    },
  );
}

function problemsOf({ version, schemaFolder }: SchemaChoice, judged: XmlDocument | string): readonly string[] {
  // A setting that was cleared is no setting.
  const folder = schemaFolder || undefined;
  try {
    return typeof judged === 'string'
      ? validateTransport(judged, version, folder)
      : judgeTransport(judged, version, folder);
  } catch (error) {
    if (!(error instanceof SchemaFolderProblem || error instanceof SchemaFault)) throw error;
    throw new ProviderError('schemaFolder', `Официальные схемы из настроек подключения не читаются. ${error.message}`, {
      retry: 'never',
    });
  }
}
