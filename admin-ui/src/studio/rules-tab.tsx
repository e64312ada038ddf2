import { codeOfTitle, type Json } from '@reglament/core/rules';
import type { NamedRule } from '@reglament/format';
import { Empty } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { CommittedInput } from './committed-input.tsx';
import { ConditionEditor } from './condition/condition-editor.tsx';
import { placeWords, usesOfRule } from './condition/rule-uses.ts';
import { firstWords } from './first-words.ts';
import { AnswerRules } from './schema/answer-rules.tsx';
import type { TabProps } from './tab-props.ts';
import { russian, withRussian } from './words.ts';

/** «Условия»: what has a name of its own and is used in several places. */
export function RulesTab({ service, edit, problemAt }: TabProps) {
  const { rules = {} } = service;
  const set = (label: string, change: (rules: Record<string, NamedRule>) => Record<string, NamedRule>) =>
    edit(label, (one) => ({ ...one, rules: change({ ...one.rules }) }));
  const add = () => {
    const title = firstWords.rule;
    const code = codeOfTitle(title, new Set(Object.keys(rules)), 'rule');
    set('Добавлено условие', (known) => ({ ...known, [code]: { title, rule: { var: 'case.hasRepresentative' } } }));
  };
  const entries = Object.entries(rules);
  return (
    <>
      {entries.length === 0 ? (
        <Empty title="Условий с именем нет">
          Условие с именем пишут один раз и называют в форме, документах и решениях: меняется оно тоже в одном месте.
        </Empty>
      ) : null}
      <ol className="rs-list">
        {entries.map(([code, rule]) => (
          <li key={code} className="rg-card rs-item" data-place={`/rules/${code}`}>
            <RuleFields
              service={service}
              problem={problemAt(`/rules/${code}`)}
              code={code}
              named={rule}
              onChange={(label, next) => set(label, (known) => ({ ...known, [code]: next }))}
              onRemove={() =>
                set(`Удалено условие: ${russian(rule.title)}`, (known) =>
                  Object.fromEntries(Object.entries(known).filter(([one]) => one !== code)),
                )
              }
            />
          </li>
        ))}
      </ol>
      <Button onClick={add}>Добавить условие с именем</Button>
      <AnswerRules
        form={service.form}
        place="/form/schema"
        onChange={(label, form) => edit(label, (one) => ({ ...one, form }))}
      />
    </>
  );
}

interface RuleFieldsProps {
  service: TabProps['service'];
  problem: string | undefined;
  code: string;
  named: NamedRule;
  onChange: (label: string, next: NamedRule) => void;
  onRemove: () => void;
}

function RuleFields({ service, problem, code, named, onChange, onRemove }: RuleFieldsProps) {
  const title = russian(named.title);
  const uses = usesOfRule(service, code).map((pointer) => placeWords(service, pointer));
  return (
    <>
      <div className="rs-item-head">
        <span className="rg-muted">
          код <code>{code}</code>
        </span>
        <Button size="small" danger aria-label={`Удалить: ${title}`} onClick={onRemove}>
          Удалить
        </Button>
      </div>
      <CommittedInput
        label="Название условия"
        value={title}
        wrong={problem}
        onCommit={(text) => onChange('Название условия', { ...named, title: withRussian(named.title, text) })}
      />
      <ConditionEditor
        legend={`Когда выполнено: ${title}`}
        otherwise="Без строк условия не бывает: удалите его, если не нужно"
        service={service}
        rule={named.rule}
        onChange={(rule: Json | undefined) => rule !== undefined && onChange(`Условие: ${title}`, { ...named, rule })}
      />
      <p className="rg-muted">
        {uses.length === 0 ? 'Пока нигде не используется.' : `Где используется: ${[...new Set(uses)].join(', ')}.`}
      </p>
    </>
  );
}
