import type { IncomingView } from '../api.ts';
import { FormReader } from '../form/index.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { todayIn } from '../ui/format.ts';
import { IncomingFiles } from './incoming-files.tsx';

/** What is asked, by the view that came with it, and the files. */
export function IncomingQuestion({ view }: { view: IncomingView }) {
  const { organisation } = useMe();
  const files = view.files.filter(({ side }) => side === 'question');
  return (
    <Card title="Запрос">
      <FormReader
        form={view.questionForm}
        answers={view.question}
        facts={{ today: todayIn(organisation.timeZone, new Date()) }}
        bare
        filledOnly
      />
      <IncomingFiles label="Документы запроса" requestId={view.id} files={files} />
    </Card>
  );
}
