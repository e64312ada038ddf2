import { createHash, randomUUID } from 'node:crypto';
import type {
  Json,
  Notice,
  NoticeKind,
  OutgoingFile,
  OutgoingRequest,
  Reply,
  RequestTypeDefinition,
} from '../src/index.ts';
import { kitBody } from './kit-host.ts';

const author = { name: 'Смирнова О. В.', position: 'Специалист' };
const at = new Date('2026-03-02T09:00:00Z');

export function sampleFile(name = 'Решение.txt', text = 'Содержание решения\n'): OutgoingFile {
  const content = Buffer.from(text);
  return {
    id: randomUUID(),
    name,
    mediaType: 'text/plain',
    size: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
    description: 'Проверочный файл',
    open: async () => pieces(content),
  };
}

async function* pieces(content: Uint8Array) {
  yield new Uint8Array(content.subarray(0, 8));
  yield new Uint8Array(content.subarray(8));
}

let number = 0;

export function sampleRequest(kind: string, request: Partial<OutgoingRequest>): OutgoingRequest {
  number += 1;
  const made: OutgoingRequest = {
    id: randomUUID(),
    number,
    kind,
    kindVersion: '1',
    type: { format: 1, kind: 'requestType', code: kind, title: 'Проверочный запрос', plugin: 'kit', requestKind: kind },
    settings: {},
    question: {},
    files: [],
    body: kitBody,
    author,
    createdAt: at,
    attempt: 1,
    ...request,
  };
  types.set(made.id, made.type);
  return made;
}

const types = new Map<string, RequestTypeDefinition>();

/** What the platform would know of a request that was made here. */
export function typeOfRequest(id: string): RequestTypeDefinition | undefined {
  return types.get(id);
}

export function sampleReply(reply: Partial<Reply> = {}): Reply {
  return { id: randomUUID(), status: 'answered', answer: {}, text: 'Запись верна', files: [], author, ...reply };
}

export interface NoticePlace {
  readonly sequence: number;
  readonly kind: NoticeKind;
  readonly externalId: string;
  /** Absent: of a plugin that takes any. */
  readonly reference?: Json | undefined;
}

export function sampleNotice({ sequence, kind, externalId, reference = { message: 'kit' } }: NoticePlace): Notice {
  return {
    id: randomUUID(),
    sequence,
    kind,
    application: { externalId, number: 'К-2026-000001', service: 'example', reference },
    code: kind === 'status' ? '2' : null,
    title: 'В работе',
    text: 'Заявка принята в работу',
    final: kind === 'result',
    files: kind === 'result' ? [sampleFile()] : [],
    at,
  };
}
