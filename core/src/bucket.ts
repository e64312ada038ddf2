import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Logger } from 'pino';
import { Refusal } from './errors.ts';
import type { BucketLocation } from './file/location.ts';
import type { ByteRange } from './file/range.ts';
import { StartProblem } from './start-problem.ts';

export interface StoredObject {
  /** Without the prefix. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
}

/** What is put in: all of it is known before, so that the other side can check what came. */
export interface NewObject {
  readonly source: { readonly path: string } | { readonly text: string };
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * A bucket of anything that speaks S3. What does not answer or fails by itself is the Refusal `storageUnavailable`, told
 * in the log; a refusal of the key or the bucket is the same for a person and louder in the log.
 */
export interface Bucket {
  /** @throws StartProblem when the key or the bucket is wrong; a storage that does not answer is only logged. */
  check(): Promise<void>;
  /** undefined: there is no such object. */
  find(key: string): Promise<StoredObject | undefined>;
  open(key: string, range?: ByteRange): Promise<Readable | undefined>;
  put(key: string, content: NewObject): Promise<void>;
  /** What is not there is gone already. False: the key has no right to. */
  remove(key: string): Promise<boolean>;
  /** In the order of keys. */
  list(prefix: string): AsyncIterable<StoredObject>;
}

/** Milliseconds. Contents are kept inside a transaction, so all tries together stay well below its own limit. */
const CONNECTING = 3_000;
const SILENCE = 10_000;
const TRIES = 2;

export function openBucket(location: BucketLocation, log: Pick<Logger, 'error' | 'warn'>): Bucket {
  const client = clientOf(location);
  const at = (key: string) => ({ Bucket: location.bucket, Key: `${location.prefix}${key}` });
  const telling = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      log.error({ storage: location.bucket, ...factsOf(error) }, 'file storage failed');
      throw unavailable(error);
    });
  return {
    check: () => check(client, location, log),
    find: (key) => telling(find(client, { ...at(key), key })),
    open: (key, range) => telling(open(client, at(key), range)),
    put: (key, content) => telling(put(client, at(key), content)),
    remove: (key) => telling(remove(client, at(key))),
    list: (prefix) => list(client, location, { prefix, telling }),
  };
}

/** Checksums of the newer kind are left out: many storages do not know them, and the signed SHA-256 says the same. */
function clientOf({ endpoint, region, accessKey, secretKey }: BucketLocation): S3Client {
  return new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: TRIES,
    requestHandler: { connectionTimeout: CONNECTING, socketTimeout: SILENCE },
  });
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

async function check(client: S3Client, { bucket }: BucketLocation, log: Pick<Logger, 'warn'>): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    const problem = problemOf(error, bucket);
    if (problem !== undefined) throw new StartProblem(problem, { cause: error });
    // It may come back, and all but files works without it.
    log.warn({ storage: bucket, ...factsOf(error) }, 'file storage does not answer');
  }
}

function problemOf(error: unknown, bucket: string): string | undefined {
  const status = statusOf(error);
  if (status === 404) return `Хранилище файлов: корзины «${bucket}» нет. Создайте её или исправьте FILES.`;
  if (status === 301 || status === 400)
    return `Хранилище файлов не принимает запрос к корзине «${bucket}». Проверьте S3_REGION и S3_ENDPOINT.`;
  if (status !== 401 && status !== 403) return undefined;
  return `Хранилище файлов не пускает в корзину «${bucket}». Проверьте S3_ACCESS_KEY, S3_SECRET_KEY и права ключа.`;
}

async function find(client: S3Client, { key, ...place }: Place & { key: string }): Promise<StoredObject | undefined> {
  try {
    const { ContentLength = 0 } = await client.send(new HeadObjectCommand(place));
    return { key, size: ContentLength };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

async function open(client: S3Client, place: Place, range?: ByteRange): Promise<Readable | undefined> {
  try {
    const { Body } = await client.send(
      new GetObjectCommand(range ? { ...place, Range: `bytes=${range.start}-${range.end}` } : place),
    );
    if (Body instanceof Readable) return Body;
    throw new TypeError('the storage gave no stream');
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

async function remove(client: S3Client, place: Place): Promise<boolean> {
  try {
    await client.send(new DeleteObjectCommand(place));
    return true;
  } catch (error) {
    if (statusOf(error) === 403) return false;
    throw error;
  }
}

/** A stream cannot be sent twice, so the library does not try again by itself: each try opens the file anew. */
async function put(client: S3Client, place: Place, { source, size, sha256 }: NewObject): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const Body = 'path' in source ? createReadStream(source.path) : source.text;
    try {
      const command = new PutObjectCommand({ ...place, Body, ContentLength: size });
      signContent(command, sha256);
      await client.send(command);
      return;
    } catch (error) {
      if (attempt === TRIES || !isPassing(error)) throw error;
      await delay(200);
    } finally {
      if (Body instanceof Readable) Body.destroy();
    }
  }
}

/** Otherwise the content of a stream goes unsigned, and the storage could not notice what was lost or changed on the way. */
function signContent(command: PutObjectCommand, sha256: string): void {
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = sha256;
      return next(args);
    },
    { step: 'build' },
  );
}

interface Listing {
  readonly prefix: string;
  readonly telling: <T>(work: Promise<T>) => Promise<T>;
}

async function* list(client: S3Client, { bucket, prefix: own }: BucketLocation, { prefix, telling }: Listing) {
  let token: string | undefined;
  do {
    const asked = { Bucket: bucket, Prefix: `${own}${prefix}`, ...(token ? { ContinuationToken: token } : {}) };
    const page = await telling(client.send(new ListObjectsV2Command(asked)));
    for (const { Key = '', Size = 0 } of page.Contents ?? []) yield { key: Key.slice(own.length), size: Size };
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

/** No answer at all, or a failure that the storage calls its own. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status >= 500 || status === 429;
}

function factsOf(error: unknown): { error: string; code: string; status: number | undefined } {
  const { name, message } = error instanceof Error ? error : new Error('unknown');
  return { error: message, code: name, status: statusOf(error) };
}

function unavailable(cause: unknown): Refusal {
  const refusal = new Refusal(
    'storageUnavailable',
    'Хранилище файлов сейчас не отвечает, файлы не открыть и не сохранить. Данные заявки не изменены. Повторите действие позже.',
    { retryAfter: 30 },
  );
  refusal.cause = cause;
  return refusal;
}
