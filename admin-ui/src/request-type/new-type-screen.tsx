import type { MessageForm, RequestType } from '@reglament/format';
import { Card, Loading, Notice, Page, plural } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { FileSet } from './file-set.tsx';
import { FormPreview } from './form-preview.tsx';
import type { NamedFile } from './pack-files.ts';
import { beginTypeDraft, draftTypeOf, type TypeChoice, type TypeDraft, useRequestTypes } from './type-queries.ts';
import './style.css';

/** «Новый вид запроса»: the provider's files, what of them is asked, how it looks – and a draft. */
export function NewTypeScreen() {
  const types = useRequestTypes();
  const able = types.data?.providers.filter(({ drafts }) => drafts) ?? [];
  const [chosen, setChosen] = useState<string>();
  const [files, setFiles] = useState<readonly NamedFile[]>([]);
  const provider = chosen ?? able[0]?.id;
  const read = useMutation({ mutationFn: ({ set, choice }: Reading) => draftTypeOf(set, choice) });
  const [asked, setAsked] = useState<Omit<TypeChoice, 'provider'>>({});
  const look = (set: readonly NamedFile[], choice: Omit<TypeChoice, 'provider'>, by = provider) => {
    setFiles(set);
    setAsked(choice);
    if (by === undefined || set.length === 0) read.reset();
    else read.mutate({ set, choice: { provider: by, ...choice } });
  };
  return (
    <Page
      title="Новый вид запроса"
      lead="Приложите файлы, которые дал поставщик сведений, выберите, что спрашивать, и проверьте форму. Ничего не действует, пока вид не опубликован."
    >
      {types.error ? <Notice tone="error">{types.error.message}</Notice> : null}
      <Card title="1. Файлы поставщика">
        <Radio.Group
          aria-label="Как работает поставщик"
          value={provider ?? null}
          options={able.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(event) => {
            setChosen(event.target.value);
            look(files, {}, event.target.value);
          }}
        />
        <FileSet files={files} onChange={(set) => look(set, {})} />
        {read.error ? <Notice tone="error">{read.error.message}</Notice> : null}
        {read.isPending && read.data === undefined ? <Loading /> : null}
      </Card>
      {read.data === undefined ? null : <Notes draft={read.data} />}
      {read.data !== undefined && read.data.roots.length > 0 ? (
        <Roots draft={read.data} choice={asked} onChoose={(choice) => look(files, choice)} />
      ) : null}
      {read.data?.type != null && provider !== undefined ? (
        <Result
          key={`${asked.question} ${asked.answer}`}
          type={read.data.type as unknown as RequestType}
          files={files}
          choice={{ provider, ...asked }}
        />
      ) : null}
    </Page>
  );
}

interface Reading {
  readonly set: readonly NamedFile[];
  readonly choice: TypeChoice;
}

const toneOf = { error: 'error', warning: 'warning', info: 'info' } as const;
const wordOf = { error: 'Мешает', warning: 'Обратите внимание', info: 'К сведению' } as const;

/** What of the files could not be taken over, by its place; what stands in the way first. */
function Notes({ draft: { notes, findings } }: { draft: TypeDraft }) {
  const lines = [...notes, ...findings.map(({ pointer, ...one }) => ({ ...one, place: pointer }))];
  return (['error', 'warning', 'info'] as const).map((level) => {
    const own = lines.filter((one) => one.level === level);
    if (own.length === 0) return null;
    return (
      <Notice key={level} tone={toneOf[level]}>
        <details open={level === 'error'}>
          <summary>
            {wordOf[level]}: {plural(own.length, ['замечание', 'замечания', 'замечаний'])}
          </summary>
          <ul>
            {own.slice(0, 30).map(({ place, message }) => (
              <li key={`${place} ${message}`}>
                {place === '' ? null : <code>{place}</code>} {message}
              </li>
            ))}
          </ul>
        </details>
      </Notice>
    );
  });
}

interface RootsProps {
  draft: TypeDraft;
  choice: Omit<TypeChoice, 'provider'>;
  onChoose: (choice: Omit<TypeChoice, 'provider'>) => void;
}

function Roots({ draft: { roots }, choice, onChoose }: RootsProps) {
  const [question, answer] = [useId(), useId()];
  const options = roots.map(({ key, name, title, file }) => ({
    value: key,
    label: title === '' || title === name ? `${name} (${file})` : `${name} – ${title}`,
  }));
  return (
    <Card title="2. Что спрашивать">
      <div className="rs-columns">
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={question}>Вопрос</label>
          </div>
          <Select
            id={question}
            className="rs-wide"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="Выберите"
            value={choice.question ?? null}
            options={options}
            onChange={(key) => onChoose({ question: key ?? undefined })}
          />
        </div>
        <div className="rg-field">
          <div className="rg-field-label">
            <label htmlFor={answer}>Ответ</label>
          </div>
          <Select
            id={answer}
            className="rs-wide"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="Найти самим"
            disabled={choice.question === undefined}
            value={choice.answer ?? null}
            options={options}
            onChange={(key) => onChoose({ question: choice.question, answer: key ?? undefined })}
          />
          <div className="rg-hint">Не выбран – берётся парный вопросу, если он один.</div>
        </div>
      </div>
    </Card>
  );
}

interface ResultProps {
  type: RequestType;
  files: readonly NamedFile[];
  choice: TypeChoice;
}

function Result({ type, files, choice }: ResultProps) {
  const [title, setTitle] = useState(typeof type.title === 'string' ? type.title : type.title.ru);
  const name = useId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const work = useMutation({
    mutationFn: () => beginTypeDraft(files, { ...choice, title: title.trim() }),
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['admin', 'drafts'] });
      navigate(`/drafts/${id}?tab=question`);
    },
  });
  const { question, answer } = type.message ?? {};
  return (
    <Card
      title="3. Что получилось"
      description="Названия, порядок и лишние поля правят в черновике; там же задают ответы эмулятора."
    >
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={name}>Название вида запроса</label>
        </div>
        <Input id={name} value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} />
        <div className="rg-hint">Так его увидит сотрудник, когда создаёт запрос.</div>
      </div>
      {work.error ? <Notice tone="error">{work.error.message}</Notice> : null}
      <div className="rs-toolbar">
        <Button type="primary" disabled={title.trim() === ''} loading={work.isPending} onClick={() => work.mutate()}>
          Начать черновик
        </Button>
      </div>
      <div className="rt-sides">
        <Side title="Вопрос" name="wizardQuestion" side={question} />
        <Side title="Ответ" name="wizardAnswer" side={answer} />
      </div>
    </Card>
  );
}

function Side({ title, name, side }: { title: string; name: string; side: MessageForm | undefined }) {
  if (side === undefined) return null;
  return (
    <section aria-label={`${title}: как увидит сотрудник`}>
      <h3>{title}</h3>
      <FormPreview name={name} form={side.form} />
    </section>
  );
}
