import type { FileView } from '../api.ts';
import { request, requestBlob } from '../client.ts';
import { upload } from '../form/index.ts';

type Named = Pick<FileView, 'id' | 'name'>;

/** Hangs a file of an application on another one as its signature, and only then takes it from where it lay. */
export async function attachAsSignature(application: string, file: Named, signed: Named): Promise<void> {
  const content = await requestBlob(`/api/files/${file.id}/content`);
  const signature = new File([content], file.name);
  await upload({ file: signature, target: { signedFileId: signed.id }, onProgress: () => undefined }).done;
  await request(`/api/applications/${application}/files/${file.id}`, { method: 'DELETE' });
}
