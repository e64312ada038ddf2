import type { DeadlineAudience, DeadlineNotices, WorkflowDefinition } from '@reglament/format';
import { Checkbox, InputNumber } from 'antd';
import { useId } from 'react';
import { russian } from '../words.ts';
import { Several } from './action-people.tsx';
import type { ProcessProps } from './process-props.ts';

/** Who of the staff is told that the last day is near, and that it has passed. */
export function DeadlineFields({ workflow, edit }: Pick<ProcessProps, 'workflow' | 'edit'>) {
  const days = useId();
  const { near, passed } = workflow.deadline ?? {};
  const set = (next: DeadlineNotices) =>
    edit('Предупреждения о сроке', ({ deadline: _old, ...one }) =>
      next.near === undefined && next.passed === undefined ? one : { ...one, deadline: next },
    );
  return (
    <>
      <Checkbox
        checked={near !== undefined}
        onChange={({ target }) =>
          set({
            ...(target.checked ? { near: { days: 2, tell: { executor: true } } } : {}),
            ...(passed ? { passed } : {}),
          })
        }
      >
        Предупреждать, что срок скоро истечёт
      </Checkbox>
      {near === undefined ? null : (
        <>
          <div className="rg-field">
            <div className="rg-field-label">
              <label htmlFor={days}>За сколько рабочих дней</label>
            </div>
            <InputNumber
              id={days}
              min={0}
              max={30}
              changeOnWheel={false}
              value={near.days}
              onChange={(value) => value !== null && set({ ...workflow.deadline, near: { ...near, days: value } })}
            />
          </div>
          <Audience
            when="до срока"
            workflow={workflow}
            tell={near.tell}
            onChange={(tell) => set({ ...workflow.deadline, near: { ...near, tell } })}
          />
        </>
      )}
      <Checkbox
        checked={passed !== undefined}
        onChange={({ target }) =>
          set({ ...(near ? { near } : {}), ...(target.checked ? { passed: { tell: { executor: true } } } : {}) })
        }
      >
        Сообщать, что срок истёк
      </Checkbox>
      {passed === undefined ? null : (
        <Audience
          when="после срока"
          workflow={workflow}
          tell={passed.tell}
          onChange={(tell) => set({ ...workflow.deadline, passed: { tell } })}
        />
      )}
    </>
  );
}

interface AudienceProps {
  when: string;
  workflow: WorkflowDefinition;
  tell: DeadlineAudience;
  onChange: (tell: DeadlineAudience) => void;
}

function Audience({ when, workflow, tell, onChange }: AudienceProps) {
  const functions = Object.entries(workflow.functions).map(([value, { title }]) => ({ value, label: russian(title) }));
  const change = (next: { [Key in keyof DeadlineAudience]?: DeadlineAudience[Key] | undefined }) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...tell, ...next }).filter(([, value]) => value !== undefined && String(value) !== ''),
      ) as DeadlineAudience,
    );
  return (
    <>
      <Checkbox
        checked={tell.executor === true}
        onChange={({ target }) => change({ executor: target.checked ? true : undefined })}
      >
        Исполнителю, {when}
      </Checkbox>
      <Several
        label={`Кому ещё, ${when}`}
        value={tell.functions ?? []}
        options={functions}
        onChange={(chosen) => change({ functions: chosen.length > 0 ? chosen : undefined })}
      />
      <Several
        label={`Кому, пока исполнителя нет, ${when}`}
        value={tell.unassigned ?? []}
        options={functions}
        onChange={(chosen) => change({ unassigned: chosen.length > 0 ? chosen : undefined })}
      />
    </>
  );
}
