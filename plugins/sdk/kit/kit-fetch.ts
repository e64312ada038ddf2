import { type ExchangeRecord, ProviderError } from '../src/index.ts';

export interface KitFetchOptions {
  /** Milliseconds. */
  readonly timeLimit: number;
  /** Bytes of one answer. */
  readonly sizeLimit: number;
  record(exchange: ExchangeRecord): void;
}

/**
 * The host's `fetch`: over the real network, with limits, evidence, no redirects; a failure of the network is a
 * `ProviderError` with `later`, any status is an answer. The caller's own abort stays what it is.
 */
export function createKitFetch({ timeLimit, sizeLimit, record }: KitFetchOptions): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, { ...init, redirect: 'manual' });
    const sent = new Uint8Array(await request.clone().arrayBuffer());
    const limit = AbortSignal.timeout(timeLimit);
    const began = performance.now();
    const keep = (status: string, received?: Uint8Array) =>
      record({
        direction: 'out',
        method: request.method,
        address: request.url,
        status,
        duration: performance.now() - began,
        sent,
        ...(received === undefined ? {} : { received }),
      });
    try {
      const response = await fetch(request, { signal: AbortSignal.any([request.signal, limit]) });
      const content = await readAll(response, sizeLimit);
      keep(String(response.status), content);
      const isEmpty = [101, 204, 205, 304].includes(response.status);
      return new Response(isEmpty ? null : content, { status: response.status, headers: response.headers });
    } catch (error) {
      const reason = request.signal.aborted ? 'прервано' : limit.aborted ? 'нет ответа в срок' : 'сбой сети';
      keep(reason);
      if (request.signal.aborted || error instanceof ProviderError) throw error;
      const code = limit.aborted ? 'timeout' : 'unreachable';
      throw new ProviderError(code, `${request.url}: ${reason}`, { retry: 'later', cause: error });
    }
  };
}

async function readAll(response: Response, sizeLimit: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > sizeLimit) {
      throw new ProviderError('answerTooLarge', `Ответ больше ${sizeLimit} байт`, { retry: 'never' });
    }
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
