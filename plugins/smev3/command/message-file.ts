import type { Terminal } from '@reglament/sdk';
import { envelopeOf } from '../transport/node.ts';
import { readSource } from './arguments.ts';

/**
 * A message as it was saved: the XML, or the whole MIME message with what travelled beside the envelope, whose parts are put
 * back where signatures cover them. @throws WrongCall, ProviderError it is MIME and cannot be read
 */
export async function readMessage(file: string, terminal: Terminal): Promise<Uint8Array> {
  const source = Buffer.from(await readSource(file, terminal));
  const [, head = '', boundary] =
    /^((?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*\r?\n?)--([^\s"]{1,70})\r?\n/.exec(
      source.subarray(0, 16_384).toString('latin1'),
    ) ?? [];
  if (boundary === undefined) return source;
  const body = source.subarray(head.length);
  const start = /\bstart="?<([^>"]+)>/i.exec(head)?.[1];
  const type = `multipart/related; boundary="${boundary}"${start === undefined ? '' : `; start="<${start}>"`}`;
  const { xml } = await envelopeOf(withMimeLines(body), type);
  return xml;
}

/** An editor or a text-mode download leaves bare line feeds; with other parts than text such a file is spoilt anyway. */
function withMimeLines(body: Buffer): Buffer {
  return body.includes('\r\n') ? body : Buffer.from(body.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}
