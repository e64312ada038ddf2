import type { ApplicationRow } from '../api.ts';
import { Tag } from '../ui/status-tag.tsx';
import { lookOf } from './duty-words.ts';

/** How the duty stands, in a cell. */
export function DutyTag({ status }: { status: NonNullable<ApplicationRow['duty']> }) {
  const { tone, title } = lookOf(status);
  return <Tag tone={tone}>{title}</Tag>;
}
