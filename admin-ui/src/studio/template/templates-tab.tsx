import type { DocumentTemplate, ServiceDefinition } from '@reglament/format';
import { Empty } from '@reglament/runtime-ui/ui';
import { Button, Select } from 'antd';
import { useEffect, useState } from 'react';
import { CommittedInput } from '../committed-input.tsx';
import type { Finding } from '../draft-session.ts';
import { firstWords } from '../first-words.ts';
import type { TabProps } from '../tab-props.ts';
import type { DraftPlace } from '../tryout/tryout-queries.ts';
import { russian, withRussian } from '../words.ts';
import { DocxChoice } from './docx/docx-dialog.tsx';
import { NodeList } from './node-list.tsx';
import { addTemplate, blankTemplate } from './template-commands.ts';
import { TemplatePreview } from './template-preview.tsx';

type TemplatesTabProps = TabProps & {
  place: DraftPlace;
  /** What is being led to: the paper that it is of is opened. */
  jump: Finding | undefined;
};

/** «Шаблоны»: the papers of decisions part by part, with the values that they name, beside the paper itself. */
export function TemplatesTab(props: TemplatesTabProps) {
  const { service, edit, problemAt, place, jump } = props;
  const [chosen, setChosen] = useState<string>();
  useEffect(() => {
    const [, part, code] = jump?.pointer.split('/') ?? [];
    if (part === 'templates') setChosen(code);
  }, [jump]);
  const codes = Object.keys(service.templates);
  const code = chosen !== undefined && codes.includes(chosen) ? chosen : codes[0];
  const template = code === undefined ? undefined : service.templates[code];
  const begin = (source: DocumentTemplate, title: string) => {
    const made = addTemplate(service, source, title);
    edit(`Добавлен шаблон: ${title}`, () => made.service);
    setChosen(made.code);
  };
  return (
    <>
      <div className="rs-toolbar">
        <Select
          aria-label="Шаблон"
          value={code ?? null}
          options={codes.map((own) => ({ value: own, label: russian(service.templates[own]?.title) || own }))}
          popupMatchSelectWidth={false}
          onChange={(own) => own !== null && setChosen(own)}
        />
        <Button onClick={() => begin(blankTemplate, firstWords.paper)}>Новый шаблон</Button>
        <DocxChoice form={service.form} onTake={(title, body) => begin({ title, body }, title || firstWords.paper)} />
        {template === undefined ? null : (
          <Button onClick={() => begin(template, firstWords.copyOf(russian(template.title)))}>Копия шаблона</Button>
        )}
      </div>
      {code === undefined || template === undefined ? (
        <Empty title="Шаблонов нет">Без документа решение не опубликовать: начните новый шаблон.</Empty>
      ) : (
        <div className="rm-columns">
          <div>
            <TemplateHead {...{ service, edit, problemAt, code, template }} />
            <NodeList
              place={{ service, problemAt, pointer: `/templates/${code}/body`, list: undefined }}
              nodes={template.body}
              onChange={(label, body) =>
                edit(`${label}: ${russian(template.title)}`, (one) =>
                  withTemplate(one, code, { ...template, body: body as DocumentTemplate['body'] }),
                )
              }
            />
          </div>
          <TemplatePreview key={code} place={place} template={code} />
        </div>
      )}
    </>
  );
}

interface TemplateHeadProps extends Pick<TabProps, 'service' | 'edit' | 'problemAt'> {
  code: string;
  template: DocumentTemplate;
}

function TemplateHead({ service, edit, problemAt, code, template }: TemplateHeadProps) {
  const title = russian(template.title);
  const uses = Object.values(service.decisions).filter((decision) => decision?.template === code);
  return (
    <div className="rm-head">
      <CommittedInput
        label="Название документа"
        value={title}
        place={`/templates/${code}/title`}
        wrong={problemAt(`/templates/${code}/title`)}
        onCommit={(text) =>
          edit(`Название документа: ${text}`, (one) =>
            withTemplate(one, code, { ...template, title: withRussian(template.title, text) }),
          )
        }
      />
      <p className="rg-muted">
        {uses.length === 0
          ? 'Ни одно решение его не выдаёт: выберите его на вкладке «Решения».'
          : `Выдаёт решение: ${uses.map((one) => russian(one?.title)).join(', ')}.`}
      </p>
      <Button
        size="small"
        danger
        aria-label={`Удалить шаблон: ${title}`}
        onClick={() =>
          edit(`Удалён шаблон: ${title}`, (one) => ({
            ...one,
            templates: Object.fromEntries(Object.entries(one.templates).filter(([own]) => own !== code)),
          }))
        }
      >
        Удалить шаблон
      </Button>
    </div>
  );
}

function withTemplate(service: ServiceDefinition, code: string, template: DocumentTemplate): ServiceDefinition {
  return { ...service, templates: { ...service.templates, [code]: template } };
}
