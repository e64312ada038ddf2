import { knownPlaceholders, nearestPlaceholder, parseText } from '@reglament/core/rules';
import type { DocumentTemplate, FormDefinition } from '@reglament/format';
import { Notice, plural } from '@reglament/runtime-ui/ui';
import { Button, Modal, Upload } from 'antd';
import { useState } from 'react';
import { choiceOf } from '../placeholder-titles.ts';
import { openDocx } from './docx-package.ts';
import { type DocxTemplate, templateOf } from './docx-template.ts';

interface DocxChoiceProps {
  form: FormDefinition;
  onTake: (title: string, body: DocumentTemplate['body']) => void;
}

interface Taken extends DocxTemplate {
  readonly title: string;
}

/** «Из DOCX»: a document of Word becomes parts of a template; what it names and what it loses is told before. */
export function DocxChoice({ form, onTake }: DocxChoiceProps) {
  const [taken, setTaken] = useState<Taken>();
  const [problem, setProblem] = useState('');
  const read = async (file: File) => {
    try {
      const made = templateOf(openDocx(new Uint8Array(await file.arrayBuffer())));
      setProblem('');
      setTaken({ ...made, title: file.name.replace(/\.docx$/i, '').slice(0, 500) });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <Upload
        accept=".docx"
        showUploadList={false}
        beforeUpload={(file) => {
          void read(file);
          return false;
        }}
      >
        <Button>Из DOCX…</Button>
      </Upload>
      {problem === '' ? null : <Notice tone="error">{problem}</Notice>}
      {taken === undefined ? null : (
        <Modal
          open
          width={640}
          title={`Шаблон из «${taken.title}»`}
          okText="Взять как новый шаблон"
          cancelText="Отмена"
          onOk={() => {
            onTake(taken.title, [...taken.body] as DocumentTemplate['body']);
            setTaken(undefined);
          }}
          onCancel={() => setTaken(undefined)}
        >
          <Summary taken={taken} form={form} />
        </Modal>
      )}
    </>
  );
}

function Summary({ taken, form }: { taken: Taken; form: FormDefinition }) {
  const known = knownPlaceholders(form);
  const named = [
    ...new Set(parseText(JSON.stringify(taken.body)).flatMap((part) => ('path' in part ? [part.path] : []))),
  ];
  const unknown = named.filter((path) => !known.has(path) && !path.startsWith('item.') && path !== 'index');
  return (
    <div className="rg-dialog">
      <p>
        Прочитано: {plural(taken.body.length, ['часть', 'части', 'частей'])}, подстановок {named.length}. Шрифты и
        отступы задаёт платформа: из шаблона получаются и PDF/A, и DOCX.
      </p>
      {taken.lost.length > 0 ? <Notice tone="warning">Не перенесены: {taken.lost.join('; ')}.</Notice> : null}
      {unknown.length > 0 ? (
        <>
          <Notice tone="warning">Неизвестные подстановки: исправьте их в шаблоне, там же их можно заменить.</Notice>
          <ul>
            {unknown.map((path) => {
              const near = nearestPlaceholder(path, known);
              return (
                <li key={path}>
                  «{path}»{near === undefined ? '' : ` – может быть, «${near}» (${choiceOf(near, form).title})`}
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
    </div>
  );
}
