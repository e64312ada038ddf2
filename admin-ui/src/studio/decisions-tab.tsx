import type { DecisionKind, DecisionSpec, ServiceDefinition } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Button, Select } from 'antd';
import { useId, useMemo } from 'react';
import { CommittedInput } from './committed-input.tsx';
import { firstWords } from './first-words.ts';
import { groundList } from './grounds-tab.tsx';
import { ItemFields } from './list/item-fields.tsx';
import { ListEditor } from './list/list-editor.tsx';
import type { ItemField } from './list/list-spec.ts';
import { cleaned } from './list-commands.ts';
import { SigningList } from './signing/signing-list.tsx';
import type { TabProps } from './tab-props.ts';
import { type PlaceholderChoice, placeholderChoices } from './template/placeholder-titles.ts';
import { TemplateText } from './template/template-text.tsx';
import { russian, withRussian } from './words.ts';

const kinds = [
  { kind: 'grant', title: 'Предоставить услугу', required: true },
  { kind: 'refuse', title: 'Отказать в услуге', required: true },
  { kind: 'reject', title: 'Отказать в приёме документов', required: false },
  { kind: 'dismiss', title: 'Вернуть без рассмотрения', required: false },
] as const satisfies readonly { kind: DecisionKind; title: string; required: boolean }[];

/** «Решения»: how each decision is called, what document it gives and what the applicant is told. */
export function DecisionsTab(props: TabProps) {
  const { service, edit } = props;
  const [firstTemplate = ''] = Object.keys(service.templates);
  const choices = useMemo(() => placeholderChoices(service.form), [service.form]);
  return (
    <div className="rs-columns">
      {kinds.map(({ kind, title, required }) => {
        const spec = service.decisions[kind];
        const set = (label: string, next: DecisionSpec | undefined) =>
          edit(label, (one) => {
            const { [kind]: _old, ...rest } = one.decisions;
            const decisions = next === undefined ? rest : { ...one.decisions, [kind]: next };
            return { ...one, decisions: decisions as typeof one.decisions };
          });
        return (
          <Card key={kind} title={title}>
            {spec === undefined ? (
              <>
                <p className="rg-muted">Такого решения у услуги нет.</p>
                <Button
                  onClick={() =>
                    set(`Добавлено решение: ${title}`, {
                      title: firstWords.decisions[kind],
                      template: firstTemplate,
                      message: firstWords.message,
                    })
                  }
                >
                  Добавить решение
                </Button>
              </>
            ) : (
              <DecisionFields {...props} {...{ kind, spec, choices, set }} />
            )}
            {spec !== undefined && !required ? (
              <Button
                danger
                size="small"
                aria-label={`Удалить решение: ${title}`}
                onClick={() => set(`Удалено решение: ${title}`, undefined)}
              >
                Удалить решение
              </Button>
            ) : null}
          </Card>
        );
      })}
      <Card
        title="Выдача результата"
        description="За результатом, который ждёт заявителя, приходят сами: об этом говорит карточка, и заявка стоит в отборе «На руки»."
      >
        <ItemFields
          {...{ tab: props, item: service, at: '', title: '', fields: issueFields }}
          onChange={(step, key, value) => edit(step, (one) => cleaned({ ...one, [key]: value }))}
        />
      </Card>
    </div>
  );
}

const issueFields: readonly ItemField<ServiceDefinition>[] = [
  {
    kind: 'condition',
    key: 'resultInPerson',
    step: 'Когда приходят за результатом',
    legend: 'Когда заявитель приходит за результатом',
    otherwise: 'Только когда его уведомляют лично',
  },
];

interface DecisionFieldsProps extends TabProps {
  kind: DecisionKind;
  spec: DecisionSpec;
  /** What the message may name. */
  choices: readonly PlaceholderChoice[];
  set: (label: string, next: DecisionSpec) => void;
}

function DecisionFields(props: DecisionFieldsProps) {
  const { service, problemAt, kind, spec, choices, set } = props;
  const template = useId();
  const name = russian(spec.title);
  return (
    <>
      <CommittedInput
        label="Название решения"
        value={name}
        place={`/decisions/${kind}/title`}
        wrong={problemAt(`/decisions/${kind}/title`)}
        onCommit={(text) => set(`Название решения: ${text}`, { ...spec, title: withRussian(spec.title, text) })}
      />
      <div className="rg-field">
        <div className="rg-field-label">
          <label htmlFor={template}>Документ решения</label>
        </div>
        <Select
          id={template}
          className="rs-wide"
          value={spec.template}
          options={Object.entries(service.templates).map(([code, one]) => ({ value: code, label: russian(one.title) }))}
          onChange={(code: string) => set(`Документ решения: ${name}`, { ...spec, template: code })}
        />
      </div>
      <TemplateText
        label="Сообщение заявителю"
        value={russian(spec.message)}
        choices={choices}
        place={`/decisions/${kind}/message`}
        wrong={problemAt(`/decisions/${kind}/message`)}
        onCommit={(text) => set(`Сообщение: ${name}`, { ...spec, message: withRussian(spec.message, text) })}
      />
      <SigningList tab={props} spec={spec} at={`/decisions/${kind}`} set={set} />
      {kind === 'reject' || kind === 'dismiss' ? (
        <ListEditor
          tab={props}
          spec={groundList}
          list={spec.grounds ?? []}
          at={`/decisions/${kind}/grounds`}
          onChange={(step, change) => set(`${step}: ${name}`, { ...spec, grounds: change(spec.grounds ?? []) })}
        />
      ) : null}
    </>
  );
}
