import { Button } from 'antd';
import { Notice } from '../ui/notice.tsx';
import type { EditorState } from './editor-state.ts';

const when = new Intl.DateTimeFormat('ru-RU', { dateStyle: 'short', timeStyle: 'short' });

/** What this computer kept is back on the screen, and one may do without it. */
export function RestoredNotice({ editor }: { editor: EditorState }) {
  if (!editor.kept) {
    return (
      <Notice tone="warning">
        На этом компьютере нет места для сохранения введённого: чаще нажимайте «Сохранить».
      </Notice>
    );
  }
  if (editor.restoredAt === undefined) return null;
  return (
    <Notice
      tone="info"
      title="Восстановлено несохранённое"
      actions={
        <Button size="small" onClick={editor.discard}>
          Убрать
        </Button>
      }
    >
      Введено {when.format(editor.restoredAt)} и не сохранено на сервере. Проверьте и нажмите «Сохранить».
    </Notice>
  );
}
