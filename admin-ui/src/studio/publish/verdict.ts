import type { ApiTypes } from '@reglament/core/api';

type Publication = ApiTypes['DraftPublication'];

/** Whether all that is published together may be, and what has to be agreed to. */
export function verdictOf({ findings, tests, changes, baseMoved, others }: Publication) {
  const all = [{ findings, changes, baseMoved }, ...others];
  const found = all.flatMap((one) => one.findings);
  return {
    clear:
      all.every((one) => one.baseMoved === null) &&
      !found.some(({ level }) => level === 'error') &&
      tests.every(({ failures }) => failures.length === 0),
    warned: found.some(({ level }) => level === 'warning'),
    breaks: all
      .flatMap((one) => one.changes)
      .some(({ breaking, drafts, openCases }) => breaking && drafts + openCases > 0),
  };
}
