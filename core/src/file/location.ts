/** Where contents of files and seals of the journal are kept. */
export type FilesLocation = FolderLocation | BucketLocation;

export interface FolderLocation {
  readonly kind: 'folder';
  /** Absolute. */
  readonly folder: string;
}

/** A bucket of anything that speaks S3. */
export interface BucketLocation {
  readonly kind: 'bucket';
  readonly bucket: string;
  /** Before every key; empty, or with a slash at the end. */
  readonly prefix: string;
  /** undefined: that of the region, as the library knows it. */
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

type Settings = (name: string) => string | undefined;

/** `file:/folder`, or `s3://bucket/prefix` with S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY. Tells every problem at once. */
export function readFilesLocation(
  text: string,
  { setting, absolute }: { readonly setting: Settings; readonly absolute: (path: string) => string },
  problems: string[],
): FilesLocation {
  if (text.startsWith('file:')) return { kind: 'folder', folder: absolute(text.slice('file:'.length)) };
  if (text.startsWith('s3:')) return readBucket(text, setting, problems);
  problems.push(`FILES=«${text}»: укажите папку в виде file:/путь/к/папке или хранилище в виде s3://корзина/папка.`);
  return { kind: 'folder', folder: text };
}

/** Names of buckets as Amazon's rules have them; a prefix of plain segments, so that no key can be misread. */
const ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._-]+)*)\/?$/;

function readBucket(text: string, setting: Settings, problems: string[]): BucketLocation {
  const [, bucket = '', path = ''] = ADDRESS.exec(text) ?? [];
  if (bucket === '') {
    problems.push(
      `FILES=«${text}»: укажите корзину (латинские буквы, цифры, точки, дефисы) и папку в ней, например s3://reglament/files.`,
    );
  }
  return {
    kind: 'bucket',
    bucket,
    prefix: path === '' ? '' : `${path.slice(1)}/`,
    endpoint: readEndpoint(setting('S3_ENDPOINT'), problems),
    region: setting('S3_REGION') ?? 'us-east-1',
    accessKey: required('S3_ACCESS_KEY', setting, problems),
    secretKey: required('S3_SECRET_KEY', setting, problems),
  };
}

function readEndpoint(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  // The text may hold a password, so it is not repeated.
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '')
    problems.push('S3_ENDPOINT: укажите адрес хранилища без логина, например https://s3.example.ru.');
  return text;
}

function required(name: string, setting: Settings, problems: string[]): string {
  const value = setting(name);
  if (value === undefined) problems.push(`${name}: для FILES=s3://… укажите ключ, выданный администратором хранилища.`);
  return value ?? '';
}
