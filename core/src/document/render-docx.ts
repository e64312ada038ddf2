import type { DocumentModel } from './document-model.ts';

/** The model as an editable file. The library that writes it is large, and is read with the first one. */
export async function renderDocx(model: DocumentModel): Promise<Buffer> {
  const { writeDocx } = await import('./write-docx.ts');
  return writeDocx(model);
}
