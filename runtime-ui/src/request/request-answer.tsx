import type { RequestView } from '../api.ts';
import { FormReader } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { todayIn } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { RequestFileRow } from './request-file-row.tsx';

/** The answer by its own view, with the files that came with it. */
export function RequestAnswer({ view }: { view: RequestView }) {
  const { organisation } = useMe();
  const files = view.files.filter(({ purpose }) => purpose === 'answer');
  if (view.answer === null && files.length === 0) return null;
  return (
    <Card title="Ответ">
      {view.brought ? (
        <Notice tone="info" title="Ответ приложен вручную">
          {view.brought.by.name}: {view.brought.reason}
        </Notice>
      ) : null}
      {view.emulated ? (
        <Notice tone="warning" title="Ответ эмулятора">
          Сведения вымышлены и не имеют силы: запрос не уходил к поставщику.
        </Notice>
      ) : null}
      {view.answer === null ? null : (
        <FormReader
          form={view.answerForm}
          answers={view.answer}
          facts={{ today: todayIn(organisation.timeZone, new Date()) }}
          bare
          filledOnly
          links
        />
      )}
      {files.length > 0 ? (
        <ul className="rg-file-list" aria-label="Файлы ответа">
          {files.map((file) => (
            <RequestFileRow key={file.id} file={file} among={files} />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
