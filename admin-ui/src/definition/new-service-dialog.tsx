import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Radio, Select, Upload } from 'antd';
import { useId, useState } from 'react';
import { beginDraft, type NewDraft } from '../studio/draft-queries.ts';

interface NewServiceDialogProps {
  services: readonly ApiTypes['AdminServiceItem'][];
  onClose: () => void;
  onBegun: (id: string) => void;
}

type Way = 'blank' | 'like' | 'copy' | 'text';

/** «Новая услуга»: from a blank sheet, after the likeness of another, as a copy, or from a file. */
export function NewServiceDialog({ services, onClose, onBegun }: NewServiceDialogProps) {
  const [way, setWay] = useState<Way>('blank');
  const [title, setTitle] = useState('');
  const [source, setSource] = useState<string>();
  const [text, setText] = useState<string>();
  const [code, setCode] = useState('');
  const work = useMutation({ mutationFn: (body: NewDraft) => beginDraft(body), onSuccess: ({ id }) => onBegun(id) });
  const body = bodyOf({ way, title: title.trim(), code: code.trim(), source, text });
  const begin = () => void (body && !work.isPending && work.mutate(body));
  return (
    <Modal
      open
      width={560}
      title="Новая услуга"
      okText="Начать"
      okButtonProps={{ disabled: body === undefined }}
      cancelText="Отмена"
      confirmLoading={work.isPending}
      onOk={begin}
      onCancel={onClose}
    >
      <div className="rg-dialog">
        {work.error ? <Notice tone="error">{work.error.message}</Notice> : null}
        <Radio.Group
          aria-label="С чего начать"
          value={way}
          options={[
            { value: 'blank', label: 'С чистого листа' },
            { value: 'like', label: 'По образцу' },
            { value: 'copy', label: 'Как копия' },
            { value: 'text', label: 'Из файла' },
          ]}
          onChange={(event) => setWay(event.target.value)}
        />
        {way === 'copy' || way === 'like' ? <Source {...{ way, services, source }} onSource={setSource} /> : null}
        {way === 'text' ? (
          <FileChoice onChoose={setText} />
        ) : (
          <Names {...{ title, code }} onTitle={setTitle} onCode={setCode} onEnter={begin} />
        )}
      </div>
    </Modal>
  );
}

interface SourceProps extends Pick<NewServiceDialogProps, 'services'> {
  way: 'copy' | 'like';
  source: string | undefined;
  onSource: (code: string | undefined) => void;
}

/** The service that the new one begins with. */
function Source({ way, services, source, onSource }: SourceProps) {
  const id = useId();
  const chosen = services.find(({ code }) => code === source);
  const choices = useQuery({
    queryKey: ['admin', 'choices'],
    queryFn: () => request<ApiTypes['DefinitionChoices']>('/api/admin/definitions'),
  });
  const workflow = choices.data?.items.find(({ kind, code }) => kind === 'workflow' && code === chosen?.workflow);
  return (
    <div className="rg-field">
      <div className="rg-field-label">
        <label htmlFor={id}>{way === 'copy' ? 'Копия услуги' : 'Образец'}</label>
      </div>
      <Select
        id={id}
        className="rs-wide"
        showSearch={{ optionFilterProp: 'label' }}
        value={source ?? null}
        placeholder="Выберите услугу"
        options={services.map(({ code, title: label }) => ({ value: code, label }))}
        aria-describedby={`${id}-hint`}
        onChange={(code) => onSource(code ?? undefined)}
      />
      {way === 'like' ? (
        <div className="rg-hint" id={`${id}-hint`}>
          {workflow === undefined ? null : `Процесс: ${workflow.title}. `}
          Возьмутся процесс, срок, документы, основания, решения и их шаблоны. Поля формы, запросы и портал – свои.
        </div>
      ) : null}
    </div>
  );
}

interface NamesProps {
  title: string;
  code: string;
  onTitle: (title: string) => void;
  onCode: (code: string) => void;
  onEnter: () => void;
}

/** The code names the service for programs and in the files, and never changes: who wants a short one says it now. */
function Names({ title, code, onTitle, onCode, onEnter }: NamesProps) {
  const [name, own] = [useId(), useId()];
  return (
    <>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={name}>Название услуги</label>
        </div>
        <Input
          id={name}
          value={title}
          maxLength={500}
          autoFocus
          onPressEnter={onEnter}
          onChange={(event) => onTitle(event.target.value)}
        />
        <div className="rg-hint">Как в административном регламенте.</div>
      </div>
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={own}>Код</label>
        </div>
        <Input
          id={own}
          value={code}
          maxLength={40}
          onPressEnter={onEnter}
          aria-describedby={`${own}-hint`}
          onChange={(event) => onCode(event.target.value)}
        />
        <div className="rg-hint" id={`${own}-hint`}>
          Для программ и файлов: латинские буквы и цифры; потом не меняется. Пусто – составится из названия.
        </div>
      </div>
    </>
  );
}

function FileChoice({ onChoose }: { onChoose: (text: string | undefined) => void }) {
  return (
    <Upload
      accept=".json"
      maxCount={1}
      beforeUpload={async (file) => {
        onChoose(await file.text());
        return false;
      }}
      onRemove={() => onChoose(undefined)}
    >
      <Button>Выбрать service.json</Button>
    </Upload>
  );
}

interface Filled {
  way: Way;
  title: string;
  code: string;
  source: string | undefined;
  text: string | undefined;
}

function bodyOf({ way, title, code, source, text }: Filled): NewDraft | undefined {
  if (way === 'text') return text === undefined ? undefined : { kind: 'service', from: 'text', text };
  if (title === '') return undefined;
  if (way === 'blank') return { kind: 'service', from: 'blank', title, ...(code === '' ? {} : { code }) };
  if (source === undefined) return undefined;
  return { kind: 'service', from: way, code: source, title, ...(code === '' ? {} : { newCode: code }) };
}
