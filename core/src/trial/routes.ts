import type { ServiceTrial } from '@reglament/format';
import { localDate } from '../calendar/local-date.ts';
import { validateAnswers } from '../definition/compile.ts';
import { dictionariesView } from '../definition/service-view.ts';
import { exampleAnswers } from '../form/example-answers.ts';
import { type Route, route } from '../http.ts';
import { benchOf, getServiceDraft, runDraftTests, stageOf } from './draft-stage.ts';
import { entriesOn, requestExamples } from './requests.ts';
import { begunTrial, walk } from './walk.ts';
import { walkView } from './walk-view.ts';

const edit = { permission: 'definitions.edit' } as const;

export const trialRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/admin/drafts/:id/walk',
    summary: 'Пройти черновик услуги вымышленной заявкой; ничего не записывает',
    access: edit,
    params: { id: 'uuid' },
    body: 'WalkTrial',
    response: 'TrialWalk',
    handler: async ({ deps, session, params, body }) => {
      const service = await getServiceDraft(deps, params.id);
      const workflow = deps.definitions.latest('workflow', service.workflow).content;
      const trial = begunTrial(body.trial as unknown as ServiceTrial, workflow);
      const as = body.as ?? trial.steps.at(-1)?.as ?? trial.creator;
      const stage = stageOf(deps, service, trial);
      const walked = walk(stage);
      const view = walkView(stage, walked, as);
      return { ...view, requests: await requestExamples({ deps, session }, stage, walked.present) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/drafts/:id/tests',
    summary: 'Выполнить проверки черновика услуги',
    access: edit,
    params: { id: 'uuid' },
    response: 'DraftTests',
    handler: async ({ deps, params }) => {
      const { code } = await getServiceDraft(deps, params.id);
      const results = await runDraftTests(deps, params.id);
      return {
        items: results.map(({ title, failures }) => ({
          service: code,
          title,
          failures: failures.map((one) => ({ ...one })),
        })),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/drafts/:id/example',
    summary: 'Пример ответов на форму черновика услуги и справочники, которые она называет',
    access: edit,
    params: { id: 'uuid' },
    query: 'DraftExampleQuery',
    response: 'DraftExample',
    handler: async ({ deps, session, params, query, now }) => {
      const { service } = benchOf(deps, await getServiceDraft(deps, params.id));
      const { form, rules } = service;
      const today = localDate(now, session.organisation.timeZone);
      const facts = {
        source: 'employee',
        service: { code: service.code, approval: service.approval },
        applicant: { kind: query.applicant ?? 'person' },
        hasRepresentative: query.representative === 'true',
      };
      const context = { data: { case: facts }, today, rules };
      const entryOf = entriesOn(deps, today);
      const answers = exampleAnswers({ form, context, validate: validateAnswers, today, entryOf });
      return { answers, ...dictionariesView(service, deps.definitions) };
    },
  }),
];
