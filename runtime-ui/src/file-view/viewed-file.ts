/** A file as the viewer takes it. */
export interface ViewedFile {
  readonly id: string;
  readonly name: string;
  /** As the server has found it in the content, never what the content says of itself. */
  readonly mediaType: string;
  readonly description?: string | null;
  /** Where its content is read. */
  readonly path: string;
}

interface StoredFile extends Omit<ViewedFile, 'path'> {}

/** Files of an application, with the place of their contents. */
export function viewedFiles(files: readonly StoredFile[]): ViewedFile[] {
  return files.map((file) => ({ ...file, path: `/api/files/${file.id}/content` }));
}
