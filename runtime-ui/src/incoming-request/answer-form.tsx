import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { IncomingView } from '../api.ts';
import { dropInput, findInput, keepInput } from '../decision/kept-input.ts';
import { type Answers, ErrorSummary, FormEditor, heldUpload, useHeldUpload } from '../form/index.ts';
import { DescribedUpload } from '../request/described-upload.tsx';
import { useQuestion } from '../request/use-question.ts';
import { useMe } from '../session/me.ts';
import { Card } from '../ui/card.tsx';
import { useKey } from '../ui/keys.ts';
import { IncomingFiles } from './incoming-files.tsx';
import { incomingQuery } from './queries.ts';
import { RefuseDialog } from './refuse-dialog.tsx';
import type { IncomingCommands } from './use-incoming-commands.ts';

interface AnswerFormProps {
  view: IncomingView;
  commands: IncomingCommands;
}

/** What is typed is kept for this tab until the answer is given. */
function useAnswer({ view, commands }: AnswerFormProps) {
  const me = useMe();
  const place = { userId: me.user.id, applicationId: view.id, action: 'incoming.answer' };
  const [answers, setAnswers] = useState<Answers>(() => findInput(place) ?? {});
  const question = useQuestion(commands.failure, 'answer');
  const change = (next: Answers) => {
    setAnswers(next);
    keepInput(place, next);
    question.forget();
  };
  const answer = async () => {
    if (heldUpload()) return;
    const read = question.read(true);
    if (read && (await commands.reply({ answer: read }))) dropInput(place);
  };
  const refuse = async (text: string) => {
    if (await commands.reply({ refuse: true, text })) dropInput(place);
  };
  return { answers, change, answer, refuse, question, mine: view.executor?.id === me.user.id };
}

/** «Ответить» by the form of the answer, with files; «Отказать» with the reason. */
export function AnswerForm({ view, commands }: AnswerFormProps) {
  const work = useAnswer({ view, commands });
  const { question } = work;
  const held = useHeldUpload();
  const [refusing, setRefusing] = useState(false);
  useKey('main', 'Ответить', () => void work.answer());
  const wait = (what: string) => ({
    loading: commands.busy === what,
    disabled: commands.busy !== null && commands.busy !== what,
  });
  return (
    <Card title="Ответ">
      <ErrorSummary items={question.summary.items} attempt={question.summary.attempt} onGo={question.go} />
      <FormEditor
        ref={question.form}
        name="answer"
        bare
        form={view.answerForm}
        answers={work.answers}
        onChange={work.change}
        facts={question.facts}
        problems={question.problems}
      />
      <AnswerFiles view={view} commands={commands} />
      <div className="rg-request-buttons">
        <Button
          type="primary"
          {...wait('answer')}
          {...(held ? { disabled: true } : {})}
          onClick={() => void work.answer()}
        >
          Ответить
        </Button>
        {work.mine ? null : (
          <Button {...wait('take')} onClick={() => void commands.take()}>
            Взять в работу
          </Button>
        )}
        <Button danger {...wait('refuse')} onClick={() => setRefusing(true)}>
          Отказать
        </Button>
        <span className="rg-bar-note" role="status">
          {held}
        </span>
      </div>
      {refusing ? (
        <RefuseDialog
          view={view}
          failure={commands.failure}
          busy={commands.busy === 'refuse'}
          onClose={() => setRefusing(false)}
          onRefuse={work.refuse}
        />
      ) : null}
    </Card>
  );
}

function AnswerFiles({ view, commands }: AnswerFormProps) {
  const queryClient = useQueryClient();
  const files = view.files.filter(({ side }) => side === 'answer');
  return (
    <>
      <IncomingFiles
        label="Файлы ответа"
        requestId={view.id}
        files={files}
        onRemove={({ id }) => void commands.removeFile(id)}
      />
      <DescribedUpload
        label="файл ответа"
        target={async (description) => ({ incomingRequestId: view.id, ...description })}
        onStored={() => queryClient.invalidateQueries({ queryKey: incomingQuery(view.id).queryKey })}
      />
    </>
  );
}
