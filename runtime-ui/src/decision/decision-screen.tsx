import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { CaseFacts } from '../application/case-facts.tsx';
import { caseName } from '../application/case-name.ts';
import { CommentField } from '../application/comment-field.tsx';
import { formSources } from '../application/form-sources.ts';
import { cardQuery } from '../application/queries.ts';
import { serviceQuery } from '../application/service-queries.ts';
import { useFormFacts } from '../application/use-form-facts.ts';
import { useKeptForm } from '../application/use-kept-form.ts';
import { FormEditor, useHeldUpload } from '../form/index.ts';
import { PresenceLine } from '../presence/presence-line.tsx';
import { useMe } from '../session/me.ts';
import { BottomBar } from '../ui/bottom-bar.tsx';
import { KeyHints } from '../ui/key-hints.tsx';
import { keyOf, useKey } from '../ui/keys.ts';
import { Loading, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { CaseData } from './case-data.tsx';
import { DecisionNotices } from './decision-notices.tsx';
import type { DecisionProps } from './decision-props.ts';
import { type DecisionWork, useDecisionWork } from './decision-work.ts';
import { Preview, type PreviewInput } from './preview.tsx';
import { RepeatRefusal } from './repeat-refusal.tsx';

/** The page of an action with a form of its own: a decision with what it leads to beside it. */
export function DecisionScreen() {
  const { id = '', action: code = '' } = useParams();
  const card = useQuery(cardQuery(id));
  const service = useQuery({
    ...serviceQuery(card.data?.service.code ?? '', card.data?.service.version),
    enabled: card.data !== undefined,
  });
  const failure = card.error ?? service.error;
  const action = card.data?.actions.find((candidate) => candidate.code === code);
  if (card.data && service.data && action) {
    return <DecisionForm key={`${id}${code}`} card={card.data} service={service.data} action={action} />;
  }
  if (!failure && !(card.data && !action)) return <Loading />;
  return (
    <Page title="Решение">
      <Notice tone="error">{failure?.message ?? 'Такого действия для этой заявки нет. Вернитесь к заявке.'}</Notice>
    </Page>
  );
}

function DecisionForm(given: DecisionProps) {
  const action = useKeptForm(given.action);
  const props = { ...given, action };
  const { card, service } = given;
  const work = useDecisionWork(props);
  const kind = action.decides;
  const held = useHeldUpload();
  useKey('save', 'Сохранить решение', () => void work.submit());
  useKey('main', 'Сохранить решение', () => void work.submit());
  const read = (): PreviewInput => {
    const { grounds, text, message } = work.typed() as Partial<PreviewInput>;
    const repeat = work.repeat.read();
    return {
      kind: kind ?? 'grant',
      ...(repeat ? { repeat } : {}),
      ...(grounds ? { grounds } : {}),
      ...(text ? { text } : {}),
      ...(message ? { message } : {}),
    };
  };
  return (
    <Page title={action.title} lead={leadOf(given)}>
      <PresenceLine id={card.id} doing={kind ? 'deciding' : 'viewing'} />
      <CaseFacts card={card} />
      <DecisionNotices {...props} work={work} />
      <div className={kind ? 'rg-decision' : undefined}>
        <Questions {...props} work={work} />
        {kind ? <Preview applicationId={card.id} read={read} /> : null}
      </div>
      <BottomBar>
        <Button
          type="primary"
          danger={action.tone === 'danger'}
          loading={work.busy}
          disabled={!action.open || held !== undefined}
          onClick={work.submit}
          {...keyOf('save')}
        >
          {action.confirm ?? 'Сохранить'}
        </Button>
        <Button onClick={work.cancel}>Отменить</Button>
        <KeyHints
          hints={[
            { key: 'save', title: 'сохранить' },
            ...(kind ? [{ key: 'preview' as const, title: 'показать документ' }] : []),
          ]}
        />
        <span className="rg-bar-note" role="status">
          {held ?? (service.approval && (kind === 'grant' || kind === 'refuse') ? 'Решение уйдёт на утверждение' : '')}
        </span>
      </BottomBar>
    </Page>
  );
}

/** One workflow serves many services: what is decided by «Одобрить», the service says. */
function leadOf({ card, service, action: { decides, title } }: DecisionProps): string {
  const lead = `${caseName(card.number)}, ${service.title}`;
  const decision = decides === undefined ? undefined : service.decisions[decides]?.title;
  return decision === undefined || decision === title ? lead : `${lead}. Решение – ${decision}`;
}

function Questions({ card, service, action, work }: DecisionProps & { work: DecisionWork }) {
  const me = useMe();
  const facts = useFormFacts(service, card, card.source);
  const sources = useMemo(
    () => formSources({ me, service, card, purpose: 'decision', decides: action.decides }),
    [me, service, card, action.decides],
  );
  return (
    <div>
      {action.input ? (
        <FormEditor
          ref={work.form}
          name="input"
          form={action.input}
          answers={work.answers}
          onChange={work.change}
          facts={facts}
          sources={sources}
          problems={work.problems}
        />
      ) : null}
      <RepeatRefusal work={work.repeat} />
      {action.comment === 'none' ? null : (
        <CommentField
          value={work.comment}
          required={action.comment === 'required'}
          wrong={work.commentWrong}
          failure={work.failure}
          onChange={work.setComment}
        />
      )}
      {action.decides ? <CaseData card={card} service={service} /> : null}
    </div>
  );
}
