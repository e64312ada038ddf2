import type { ServiceTrial } from '@reglament/format';
import { renderDocx } from '../document/render-docx.ts';
import { renderPdf } from '../document/render-pdf.ts';
import { type Route, route } from '../http.ts';
import { paperStream } from '../paper-stream.ts';
import { caseExample, draftExample } from './draft-example.ts';
import { draftPaper } from './draft-paper.ts';
import { benchOf, getServiceDraft, runDraftTests, stageOf } from './draft-stage.ts';
import { testCasesOf, trialOfCase } from './of-case/trial-of-case.ts';
import { requestExamples } from './requests.ts';
import { begunTrial, walk } from './walk.ts';
import { walkView } from './walk-view.ts';
import { withDrafts } from './with-drafts.ts';

const edit = { permission: 'definitions.edit' } as const;

export const trialRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/admin/drafts/:id/walk',
    summary: 'Пройти черновик услуги вымышленной заявкой; ничего не записывает',
    access: edit,
    params: { id: 'uuid' },
    query: 'DraftsTogether',
    body: 'WalkTrial',
    response: 'TrialWalk',
    handler: async ({ session, params, query, body, ...call }) => {
      const deps = await withDrafts(call.deps, query.with);
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
    method: 'POST',
    path: '/api/admin/drafts/:id/paper',
    summary: 'Документ по шаблону черновика услуги: на примере или по заявке, которую сотрудник видит',
    access: edit,
    params: { id: 'uuid' },
    query: 'PreviewQuery',
    body: 'DraftPaper',
    response: 'stream',
    handler: async (call) => {
      const { format = 'pdf' } = call.query;
      const model = await draftPaper(call, call.params.id, call.body);
      return paperStream(format === 'pdf' ? renderPdf(model) : await renderDocx(model), { format });
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/drafts/:id/tests',
    summary: 'Выполнить проверки черновика услуги',
    access: edit,
    params: { id: 'uuid' },
    query: 'DraftsTogether',
    response: 'DraftTests',
    handler: async ({ params, query, ...call }) => {
      const deps = await withDrafts(call.deps, query.with);
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
    summary: 'Пример ответов на форму черновика услуги, вымышленный или из заявки, и справочники, которые она называет',
    access: edit,
    params: { id: 'uuid' },
    query: 'DraftExampleQuery',
    response: 'DraftExample',
    handler: async ({ session, params, query, now, ...call }) => {
      const deps = await withDrafts(call.deps, query.with);
      const { service } = benchOf(deps, await getServiceDraft(deps, params.id));
      const { applicationId } = query;
      if (applicationId !== undefined) return caseExample({ ...call, deps, session, now }, { service, applicationId });
      return draftExample({ deps, session }, { service, query, now });
    },
  }),
  route({
    method: 'GET',
    path: '/api/admin/drafts/:id/test-cases',
    summary: 'Заявки, которые тестировщики завели по услуге черновика в тестовом режиме',
    access: edit,
    params: { id: 'uuid' },
    response: 'TestCaseList',
    handler: (call) => testCasesOf(call, call.params.id),
  }),
  route({
    method: 'POST',
    path: '/api/admin/drafts/:id/trial',
    summary:
      'Путь заявки – тестовой или настоящей, которую сотрудник видит, – как проверка черновика; ничего не записывает',
    access: edit,
    params: { id: 'uuid' },
    body: 'TrialOfCase',
    response: 'TrialFromCase',
    handler: (call) => trialOfCase(call, call.params.id, call.body),
  }),
];
