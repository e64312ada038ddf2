import type { DecisionSpec, SigningPlace, WorkflowDefinition } from '@reglament/format';
import { firstWords } from '../first-words.ts';
import { ListEditor } from '../list/list-editor.tsx';
import type { ListSpec } from '../list/list-spec.ts';
import { useWorkflow } from '../process/definition-detail.ts';
import type { TabProps } from '../tab-props.ts';
import { russian } from '../words.ts';

type Functions = WorkflowDefinition['functions'];

/** One who signs, of those whom the process knows. */
function placeList(functions: Functions): ListSpec<SigningPlace> {
  const choices = Object.entries(functions).map(([value, { title }]) => ({ value, label: russian(title) }));
  return {
    words: {
      add: 'Добавить подписанта',
      added: 'Добавлен подписант',
      removed: 'Удалён подписант',
      moved: 'Перемещён подписант',
    },
    stem: 'signer',
    blank: () => ({ title: firstWords.signer, function: choices[0]?.value ?? '' }),
    fields: [
      { kind: 'title', key: 'title', step: 'Подписант', label: 'Кто подписывает: должность или роль' },
      {
        kind: 'choice',
        key: 'function',
        step: 'Функция подписанта',
        label: 'Функция процесса',
        options: () => choices,
      },
      {
        kind: 'choice',
        key: 'relation',
        step: 'Чья подпись',
        label: 'Кто именно',
        otherwise: 'Любой сотрудник с этой функцией',
        options: () => [{ value: 'executor', label: 'Только исполнитель этой заявки' }],
      },
      { kind: 'mark', key: 'alongside', label: 'Подписывает одновременно с предыдущим' },
      { kind: 'condition', key: 'when', legend: 'Когда подпись нужна', otherwise: 'Всегда' },
    ],
  };
}

interface SigningListProps {
  tab: TabProps;
  spec: DecisionSpec;
  /** JSON pointer of the decision. */
  at: string;
  set: (label: string, next: DecisionSpec) => void;
}

/** Who signs the document of a decision, one after another. */
export function SigningList({ tab, spec, at, set }: SigningListProps) {
  const { workflow } = useWorkflow(tab.service.workflow, tab.workflows);
  const name = russian(spec.title);
  const change = (step: string, places: SigningPlace[]) => {
    const { signatures: _former, ...rest } = spec;
    const [first, ...others] = places;
    set(`${step}: ${name}`, first === undefined ? rest : { ...rest, signatures: [first, ...others] });
  };
  return (
    <section aria-label={`Кто подписывает: ${name}`}>
      <p className="rg-muted">
        {spec.signatures === undefined
          ? 'Порядка подписания нет: довольно одной подписи того, кто работает с заявкой.'
          : 'Документ решения подписывают по порядку:'}
      </p>
      <ListEditor
        tab={tab}
        spec={placeList(workflow?.functions ?? {})}
        list={spec.signatures ?? []}
        at={`${at}/signatures`}
        onChange={(step, of) => change(step, of(spec.signatures ?? []))}
      />
    </section>
  );
}
