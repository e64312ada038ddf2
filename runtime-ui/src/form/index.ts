/** The door of the form renderer, the only importer of rjsf. */
export { type Answers, elementId, type FieldProblem, labelOf, type SummaryItem } from './answers.ts';
export { type DrawnField, namedIn, takesRow } from './drawn-field.ts';
export type { Entry, EntryPage, EntryQuery, EntrySource } from './entry.ts';
export { ErrorSummary } from './error-summary.tsx';
export { FieldDrawing } from './field-drawing.tsx';
export { FileTarget, useLooseFiles } from './file-target.tsx';
export { FormEditor } from './form-editor.tsx';
export type { FormHandle } from './form-handle.ts';
export type { FormSources, Option } from './form-host.ts';
export { FormReader } from './form-reader.tsx';
export type { FormFacts } from './form-state.ts';
export { heldUpload, useHeldUpload } from './held-upload.ts';
export { placeWords, valueWords } from './place-words.ts';
export { type FilePurpose, type StoredFile, type UploadTarget, upload } from './upload.ts';
export { PendingRows, UploadButton, type Uploads, useUploads } from './uploads.tsx';
