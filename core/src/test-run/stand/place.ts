import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { FilesLocation } from '../../file/location.ts';

/** Where all of a stand is: apart from the installation, so that it can be taken away whole. Pure. */

/** Fits PostgreSQL's 63 characters; nothing but hexadecimal digits of an id of ours. */
export function standDatabase(id: string): string {
  return `reglament_stand_${id.replaceAll('-', '')}`;
}

export function standUrl(databaseUrl: string, id: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${standDatabase(id)}`;
  return url.href;
}

/** Few connections: a handful of people. Nothing outside of this machine may be reached from it. */
export function standConfig(config: Config, id: string): Config {
  const secretKey = createHash('sha256').update(`${config.secretKey}:stand:${id}`).digest('hex');
  return Object.freeze({
    ...config,
    ...{ secretKey, databasePool: Math.min(config.databasePool, 5) },
    files: standFiles(config.files, id),
    callBase: `${config.publicUrl}/test/${id}`,
    dataDir: join(config.dataDir, 'stands', id),
    privateNetworks: ['127.0.0.0/8', '::1'],
    emulators: true,
  });
}

/** Beside the installation's own files, since processes on several machines share that place. */
export function standFiles(files: FilesLocation, id: string): FilesLocation {
  if (files.kind === 'folder') return { ...files, folder: join(files.folder, 'stands', id) };
  return { ...files, prefix: `${files.prefix}stands/${id}/` };
}
