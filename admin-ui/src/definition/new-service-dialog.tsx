import type { ApiTypes } from '@reglament/core/api';
import { Notice } from '@reglament/runtime-ui/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal, Radio, Upload } from 'antd';
import { useId, useState } from 'react';
import { beginDraft, type NewDraft, useDrafts } from '../studio/draft-queries.ts';
import { draftOf, serviceTemplates } from './service-templates.ts';
import { SourceChoice } from './source-choice.tsx';
import { TemplateChoice } from './template-choice.tsx';

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
  const [template, setTemplate] = useState(serviceTemplates[0]?.code);
  const [text, setText] = useState<string>();
  const [code, setCode] = useState('');
  const work = useMutation({
    mutationFn: async (begun: Begun) => beginDraft(await begun),
    onSuccess: ({ id }) => onBegun(id),
  });
  // What somebody has begun has its code too, though no version yet.
  const { data: drafts } = useDrafts();
  const taken = [...services, ...(drafts?.items ?? []).filter(({ kind }) => kind === 'service')].map((one) => one.code);
  const beginning = beginningOf({ way, title: title.trim(), code: code.trim(), source, template, text, taken });
  const begin = () => void (beginning && !work.isPending && work.mutate(beginning()));
  return (
    <Modal
      centered
      open
      width={way === 'like' ? 760 : 560}
      title="Новая услуга"
      okText="Начать"
      okButtonProps={{ disabled: beginning === undefined }}
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
        {way === 'copy' ? <SourceChoice {...{ way, services, source }} onSource={setSource} /> : null}
        {way === 'like' ? (
          <TemplateChoice {...{ services, source, template }} onSource={setSource} onTemplate={setTemplate} />
        ) : null}
        {way === 'text' ? (
          <FileChoice onChoose={setText} />
        ) : (
          <Names {...{ title, code }} onTitle={setTitle} onCode={setCode} onEnter={begin} />
        )}
      </div>
    </Modal>
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
  template: string | undefined;
  text: string | undefined;
  /** Codes of services that are there. */
  taken: readonly string[];
}

type Begun = NewDraft | Promise<NewDraft>;

/** Undefined: something is still to be said. */
function beginningOf({ way, title, code, source, template, text, taken }: Filled): (() => Begun) | undefined {
  if (way === 'text') return text === undefined ? undefined : () => ({ kind: 'service', from: 'text', text });
  if (title === '') return undefined;
  if (way === 'blank') return () => ({ kind: 'service', from: 'blank', title, ...(code === '' ? {} : { code }) });
  const ready = way === 'like' ? serviceTemplates.find((one) => one.code === template) : undefined;
  if (ready !== undefined) return () => draftOf(ready, { title, code }, taken);
  if (source === undefined) return undefined;
  return () => ({ kind: 'service', from: way, code: source, title, ...(code === '' ? {} : { newCode: code }) });
}
