import { Button } from 'antd';
import type { ServiceView } from '../api.ts';
import { localeTag } from '../locale/locale.ts';
import { Notice } from '../ui/notice.tsx';
import { conflictsPlace } from './conflicts.ts';
import { DifferenceTable } from './difference-table.tsx';
import type { EditorState } from './editor-state.ts';
import { type Conflict, differences } from './merge.ts';

const when = new Intl.DateTimeFormat(localeTag, { dateStyle: 'short', timeStyle: 'short' });

interface EditorNoticeProps {
  editor: EditorState;
  service: ServiceView;
}

/** What this computer kept is back on the screen: what differs from the server, and one may do without it. */
export function RestoredNotice({ editor, service }: EditorNoticeProps) {
  return (
    <>
      {editor.kept ? null : (
        <Notice tone="warning">
          На этом компьютере нет места для сохранения введённого: чаще нажимайте «Сохранить».
        </Notice>
      )}
      <ConflictNotice editor={editor} service={service} />
      <Restored editor={editor} service={service} />
    </>
  );
}

function Restored({ editor, service }: EditorNoticeProps) {
  if (editor.restoredAt === undefined) return null;
  const rows = differences(editor.saved, editor.content).map(({ part, pointer, before, after }) => ({
    ...{ part, pointer },
    left: before,
    right: after,
  }));
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
      {rows.length > 0 ? (
        <details>
          <summary>Сравнить с сохранённым: {rows.length}</summary>
          <DifferenceTable
            service={service}
            content={editor.content}
            heads={['Сохранено на сервере', 'Введено здесь']}
            rows={rows}
          />
        </details>
      ) : null}
    </Notice>
  );
}

/** The same field changed here and by a colleague: nothing is saved until a person has chosen. */
function ConflictNotice({ editor, service }: EditorNoticeProps) {
  const { conflicts, content, settle } = editor;
  if (conflicts.length === 0) return null;
  const choose = (conflict: Conflict) => (title: string) => (
    <span className="rg-choose">
      <Button size="small" aria-label={`Оставить моё: ${title}`} onClick={() => settle(conflict, 'mine')}>
        Моё
      </Button>
      <Button size="small" aria-label={`Взять из заявки: ${title}`} onClick={() => settle(conflict, 'theirs')}>
        Из заявки
      </Button>
    </span>
  );
  return (
    <div {...conflictsPlace}>
      <Notice tone="warning" title="То же самое тем временем изменили в заявке">
        Остальные изменения уже на экране. Выберите, что верно, – до этого ничего не сохранится.
        <DifferenceTable
          service={service}
          content={content}
          heads={['Введено здесь', 'Теперь в заявке']}
          rows={conflicts.map((conflict) => ({
            ...{ part: conflict.part, pointer: conflict.pointer, left: conflict.mine, right: conflict.theirs },
            actions: choose(conflict),
          }))}
        />
      </Notice>
    </div>
  );
}
