import { Select } from 'antd';
import type { Decisions, Plan } from './migration-queries.ts';

interface DecisionTablesProps {
  plan: Plan;
  decisions: Decisions;
  onChange: (decisions: Decisions) => void;
  disabled: boolean;
}

/** «Чем стало»: each state in which cases stand, and each field that is gone, with what it is in the new version. */
export function DecisionTables({ plan, decisions, onChange, disabled }: DecisionTablesProps) {
  const { states, fields } = decisions;
  return (
    <>
      <h2 className="rs-part rm-head">Чем стали состояния</h2>
      <DecisionTable
        caption="Состояния"
        head="Состояние прежней версии"
        left="заявки остаются на прежней версии"
        rows={plan.states.map(({ code, title, cases, targets }) => ({ code, title, cases, targets }))}
        chosen={states}
        disabled={disabled}
        onChoose={(code, target) => onChange({ ...decisions, states: { ...states, [code]: target } })}
      />
      {plan.fields.length === 0 ? null : (
        <>
          <h2 className="rs-part rm-head">Чем стали поля</h2>
          <DecisionTable
            caption="Поля"
            head="Поле прежней версии"
            left="ответ не переносится"
            rows={plan.fields}
            chosen={fields}
            disabled={disabled}
            onChoose={(code, target) => onChange({ ...decisions, fields: { ...fields, [code]: target } })}
          />
        </>
      )}
    </>
  );
}

interface DecisionTableProps {
  caption: string;
  head: string;
  /** What no choice means. */
  left: string;
  rows: readonly { code: string; title: string; cases?: number; targets: Plan['states'][number]['targets'] }[];
  chosen: Readonly<Record<string, string | null>>;
  disabled: boolean;
  onChoose: (code: string, target: string | null) => void;
}

const LEFT = '';

function DecisionTable({ caption, head, left, rows, chosen, disabled, onChoose }: DecisionTableProps) {
  const counted = rows.some(({ cases }) => cases !== undefined);
  return (
    <table className="rg-table rm-decisions">
      <caption className="rg-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {counted ? <th scope="col">Заявок</th> : null}
          <th scope="col">В новой версии</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, title, cases, targets }) => (
          <tr key={code}>
            <td data-label={head}>{title}</td>
            {counted ? <td data-label="Заявок">{cases}</td> : null}
            <td data-label="В новой версии">
              <Select
                className="rs-wide"
                aria-label={`В новой версии: ${title}`}
                disabled={disabled}
                value={chosen[code] ?? LEFT}
                options={[
                  { value: LEFT, label: left },
                  ...targets.map((target) => ({ value: target.code, label: target.title })),
                ]}
                onChange={(target) => onChoose(code, target === LEFT ? null : target)}
                popupMatchSelectWidth={false}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
