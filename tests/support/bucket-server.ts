import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { BucketLocation } from '../../core/src/file/location.ts';

/** What the storage does with requests; `cut` breaks the connection, `failing` answers 503, `silent` never answers. */
export type BucketMood = 'well' | 'cut' | 'failing' | 'silent';

/** Storage that speaks S3 on loopback, over real HTTP, and can be made to fail. */
export interface BucketServer {
  readonly location: BucketLocation;
  /** The settings by which the product finds it. */
  readonly env: Readonly<Record<string, string>>;
  /** «METHOD /path» of the requests so far. */
  readonly requests: string[];
  /** Until the next call, or only for the next request of this method. */
  become(mood: BucketMood, onceFor?: string): void;
  close(): Promise<void>;
}

const BUCKET = 'reglament';
/** The only key that it knows; it takes any secret with it. */
const ACCESS_KEY = 'S3RVER';

export async function startBucketServer(prefix = 'region/'): Promise<BucketServer> {
  const directory = mkdtempSync(join(tmpdir(), 'reglament-bucket-'));
  const configureBuckets = [{ name: BUCKET, configs: [] }];
  const inner = new S3rver({ silent: true, directory, vhostBuckets: false, configureBuckets });
  await inner.configureBuckets();
  const answer = inner.callback();
  let mood: BucketMood = 'well';
  let only: string | undefined;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]}`);
    const now = only === undefined || only === request.method ? mood : 'well';
    if (only === request.method) mood = 'well';
    if (now === 'well') answer(request, response);
    else moods[now](request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const location = { kind: 'bucket', bucket: BUCKET, prefix, endpoint, region: 'us-east-1' } as const;
  return {
    location: { ...location, accessKey: ACCESS_KEY, secretKey: 'secret' },
    env: {
      FILES: `s3://${BUCKET}/${prefix}`,
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY: ACCESS_KEY,
      S3_SECRET_KEY: 'secret',
    },
    requests,
    become(next, onceFor) {
      mood = next;
      only = onceFor;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const moods = {
  cut: (request) => request.socket.destroy(),
  failing: (request, response) => {
    request.resume();
    response.writeHead(503, { 'Content-Type': 'application/xml' });
    response.end('<Error><Code>SlowDown</Code><Message>later</Message></Error>');
  },
  silent: (request) => request.resume(),
} as const satisfies Record<Exclude<BucketMood, 'well'>, (request: IncomingMessage, response: ServerResponse) => void>;
