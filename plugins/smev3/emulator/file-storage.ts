import { randomUUID } from 'node:crypto';

export interface StoredFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What one who has signed in to the storage can reach. */
export interface StorageAccess {
  list(folder: string): readonly string[];
  makeFolder(folder: string): boolean;
  read(path: string): StoredFile | undefined;
  /** undefined: nothing may be written here. */
  write?: (path: string, content: Uint8Array) => boolean;
}

/** File by name by the UUID of its folder. */
export type Folders = ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;

/** Large files lie here: those of senders by the UUID of their folder, those of receivers for as long as they are lent. */
export interface FileStorage {
  /** Account for uploads, the same for all. */
  readonly uploader: { readonly user: string; readonly password: string };
  readonly folders: Folders;
  put(uuid: string, file: StoredFile): void;
  find(uuid: string): StoredFile | undefined;
  /** An account that sees this one file, until it is given back. */
  lend(uuid: string): { readonly user: string; readonly password: string; readonly fileName: string };
  giveBack(uuid: string): void;
  signIn(user: string, password: string): StorageAccess | undefined;
}

interface StorageOptions {
  /** What lay there before. */
  readonly folders?: Folders | undefined;
  /** A sender has laid a file down. */
  readonly onWrite?: () => void;
}

export function createFileStorage({ folders: given = new Map(), onWrite }: StorageOptions = {}): FileStorage {
  const folders = new Map([...given].map(([uuid, files]) => [uuid, new Map(files)]));
  const lent = new Map<string, { uuid: string; password: string }>();
  // On loopback, with nothing of anybody's inside: the same at every start, so that saved settings go on to fit.
  const uploader = { user: 'sender', password: 'emulator' };
  const find = (uuid: string): StoredFile | undefined => {
    const [first] = folders.get(uuid) ?? [];
    return first && { name: first[0], content: first[1] };
  };
  return {
    uploader,
    folders,
    put: (uuid, { name, content }) => void folders.set(uuid, new Map([[name, content]])),
    find,
    lend(uuid) {
      const [user, password] = [randomUUID(), randomUUID()];
      lent.set(user, { uuid, password });
      return { user, password, fileName: find(uuid)?.name ?? uuid };
    },
    giveBack(uuid) {
      for (const [user, file] of lent) if (file.uuid === uuid) lent.delete(user);
    },
    signIn(user, password) {
      if (user === uploader.user && password === uploader.password) return accessOfSender(folders, onWrite);
      const one = lent.get(user);
      return one?.password === password
        ? accessOfReceiver(() => (lent.has(user) ? find(one.uuid) : undefined))
        : undefined;
    },
  };
}

/** Folders of one level, a file in each. */
function accessOfSender(folders: Map<string, Map<string, Uint8Array>>, onWrite = () => {}): StorageAccess {
  const split = (path: string) => path.split('/').filter((part) => part !== '');
  return {
    list: (path) => {
      const [folder] = split(path);
      return [...(folder === undefined ? folders.keys() : (folders.get(folder)?.keys() ?? []))];
    },
    makeFolder(path) {
      const [folder, deeper] = split(path);
      if (folder === undefined || deeper !== undefined || folders.has(folder)) return false;
      folders.set(folder, new Map());
      return true;
    },
    read(path) {
      const [folder = '', name = ''] = split(path);
      const content = folders.get(folder)?.get(name);
      return content && { name, content };
    },
    write(path, content) {
      const [folder = '', name, deeper] = split(path);
      const files = folders.get(folder);
      if (!files || name === undefined || deeper !== undefined) return false;
      files.set(name, content);
      onWrite();
      return true;
    },
  };
}

function accessOfReceiver(file: () => StoredFile | undefined): StorageAccess {
  return {
    list: () => [file()?.name].filter((name) => name !== undefined),
    makeFolder: () => false,
    read(path) {
      const found = file();
      return found && path.replace(/^\/+/, '') === found.name ? found : undefined;
    },
  };
}
