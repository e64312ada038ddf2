import { longestWay, shortestDays, withStages } from '@reglament/core/rules';
import type { Term, WorkflowDefinition } from '@reglament/format';
import { Notice, plural } from '@reglament/runtime-ui/ui';
import { russian } from '../words.ts';
import { shareOfTerm } from './term-commands.ts';

interface WayBarProps {
  workflow: WorkflowDefinition;
  term: Term;
}

const daysWords = ['день', 'дня', 'дней'] as const;

/** The longest way through the workflow beside the term of the law, state by state; the table of stages says the same. */
export function WayBar({ workflow: shared, term }: WayBarProps) {
  const workflow = withStages(shared, term);
  const longest = longestWay(workflow);
  const shortest = shortestDays(workflow);
  if (longest === undefined || longest.days === 0) {
    return (
      <p className="rg-muted">
        Не сказано, сколько дней отведено состояниям. Укажите их ниже для этой услуги или у состояний процесса, и здесь
        будет видно, укладывается ли самый долгий путь в срок.
      </p>
    );
  }
  const whole = Math.max(longest.days, term.days);
  const late = longest.days - term.days;
  const stateOf = (code: string) => workflow.states.find((state) => state.code === code);
  const titleOf = (code: string) => russian(stateOf(code)?.title) || code;
  return (
    <>
      <div className="rt-bar" aria-hidden="true">
        {longest.stages.map(({ code, days }, index) => (
          <span
            key={code}
            className={index % 2 === 0 ? 'rt-stage' : 'rt-stage rt-other'}
            style={{ width: `${shareOfTerm(days, whole)}%` }}
          >
            {titleOf(code)}
          </span>
        ))}
        <span className="rt-term" style={{ insetInlineStart: `${shareOfTerm(term.days, whole)}%` }} />
      </div>
      <Notice tone={late > 0 ? 'warning' : 'success'}>
        {late > 0
          ? `Самый долгий путь – ${plural(longest.days, daysWords)}: на ${plural(late, daysWords)} дольше срока.`
          : `Самый долгий путь – ${plural(longest.days, daysWords)} из ${term.days}: укладывается в срок.`}{' '}
        {shortest === undefined || shortest === longest.days ? '' : `Самый короткий – ${plural(shortest, daysWords)}.`}
      </Notice>
    </>
  );
}
