import { answersTemplate, names, personTemplate } from './sample-data.ts';

/** Bindings of `drawnPeople` that are the same on both sides; `count`, `states`, `creators` and `executors` are each side's own. */
export const drawing = { ...names, answers: answersTemplate, person: personTemplate };

/**
 * The cases of both sides: two years of them, evenly over states, names and people; every number is drawn from the row's own,
 * so that both have the same rows each time. The first state is that of a draft.
 */
export const drawnPeople = `
  with drawn as (
    select i, hashint4(i)::bigint + 2147483648 as luck, now() - make_interval(secs => 63072000.0 * i / :count) as at
    from generate_series(1, :count::int) i
  ), cases as (
    select i, at, 1 + luck / 7 % cardinality(:states::text[]) as state,
      (:surnames::text[])[1 + luck % cardinality(:surnames::text[])] as surname,
      (:first::text[])[1 + luck / 101 % cardinality(:first::text[])] as name,
      (:patronymics::text[])[1 + luck / 10007 % cardinality(:patronymics::text[])] as patronymic,
      (:creators::text[])[1 + i % cardinality(:creators::text[])] as creator,
      (:executors::text[])[1 + i % cardinality(:executors::text[])] as executor,
      format('73:24:%s:%s', lpad((i % 1000000)::text, 6, '0'), luck % 10000) as plot,
      format('г. Верхнереченск, ул. Луговая, д. %s', luck % 1000) as address
    from drawn
  ), people as (
    select *, :person::jsonb || jsonb_build_object('surname', surname, 'name', name, 'patronymic', patronymic) as person
    from cases
  )`;
