import type { RequestItem } from '../api.ts';
import { Tag } from '../ui/status-tag.tsx';

/** Nobody may take a made-up answer for a real one, also after the connection was switched to the real side. */
export function EmulatedTag({ item }: { item: Pick<RequestItem, 'emulated' | 'answeredAt'> }) {
  if (!item.emulated) return null;
  return <Tag tone="warning">{item.answeredAt === null ? 'Эмулятор' : 'Ответ эмулятора'}</Tag>;
}
