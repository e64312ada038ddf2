import { FilePdfOutlined, PaperClipOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { ActionView, ApplicationCard, DecisionView, FileView } from '../api.ts';
import { actionKind } from '../application/action-kind.ts';
import { decisionFiles } from '../application/form-sources.ts';
import { mayAttach, mayChangeDocuments } from '../document/document-rights.ts';
import { FileView as Shown } from '../file-view/file-view.tsx';
import { viewedFiles } from '../file-view/viewed-file.ts';
import { IssueCard } from '../issue/issue-card.tsx';
import { useMe } from '../session/me.ts';
import { Signatures } from '../signature/signatures.tsx';
import { SigningOrder } from '../signature/signing-order.tsx';
import { Card } from '../ui/card.tsx';
import { type Detail, Details } from '../ui/details.tsx';
import { instantText, sizeText } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { Tag, type Tone } from '../ui/status-tag.tsx';
import { Preview } from './preview.tsx';

const statuses = {
  prepared: { tone: 'warning', title: 'Ожидает утверждения' },
  rendered: { tone: 'warning', title: 'Ожидает подписания' },
  returned: { tone: 'error', title: 'Возвращено на доработку' },
  published: { tone: 'success', title: 'Опубликовано' },
  revoked: { tone: 'error', title: 'Отменено' },
} as const satisfies Record<DecisionView['status'] | 'rendered', { tone: Tone; title: string }>;

const signingHelp =
  'Подпишите документ здесь кнопкой «Подписать» или другой программой: скачайте PDF и приложите файл открепленной подписи кнопкой «Приложить подпись».';

const orderHelp =
  'Документ подписывают по порядку, каждый своей подписью; результат выпускают, когда подписали все. Изменённый документ подписывают заново.';

function Files({ card, files }: { card: ApplicationCard; files: readonly FileView[] }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: ['application', card.id] });
  if (files.length === 0) return '—';
  return (
    <ul className="rg-file-list">
      {files.map((file) => (
        <li key={file.id} className="rg-file rg-file-signed">
          {file.mediaType === 'application/pdf' ? (
            <FilePdfOutlined aria-hidden="true" />
          ) : (
            <PaperClipOutlined aria-hidden="true" />
          )}
          <a className="rg-file-name" href={`/api/files/${file.id}/content`} target="_blank" rel="noreferrer">
            {file.name}
          </a>
          <span className="rg-muted">{sizeText(file.size)}</span>
          <Shown id={file.id} among={viewedFiles(files)} />
          {card.signing && isPaper(file) ? (
            <SigningOrder
              signing={card.signing}
              file={file}
              settled={card.decision?.status !== 'prepared'}
              onChanged={refresh}
            />
          ) : (
            <Signatures
              file={file}
              addable={mayAttach(card, me) && !isCopyOfPaper(file, files)}
              removable={mayChangeDocuments(card, me)}
              onChanged={refresh}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Of the papers in two formats this one is signed. */
const isPaper = ({ purpose, mediaType }: FileView) => purpose === 'result' && mediaType === 'application/pdf';

/** The same paper in the other format: it is for reading and copying from, a signature belongs under the PDF. */
const isCopyOfPaper = (file: FileView, among: readonly FileView[]) =>
  file.purpose === 'result' && !isPaper(file) && among.some((one) => isPaper(one) && stemOf(one) === stemOf(file));

const stemOf = ({ name }: FileView) => name.replace(/\.[^.]*$/, '');

function Grounds({ decision }: { decision: DecisionView }) {
  return (
    <ul>
      {decision.grounds.map(({ code, title, clause, text }) => (
        <li key={code}>
          {title} <span className="rg-muted">({clause})</span>
          {text ? <div>{text}</div> : null}
        </li>
      ))}
    </ul>
  );
}

/** What was published stays readable, and nobody takes it for a decision in force. */
function Revoked({ decision: { revoked } }: { decision: DecisionView }) {
  const { organisation } = useMe();
  if (!revoked) return null;
  return (
    <Notice tone="warning" title="Решение отменено, эти документы не действуют">
      {instantText(revoked.at, organisation.timeZone)},{' '}
      <Link to={`/applications/${revoked.id}`}>решение об отмене № {revoked.number ?? '—'}</Link>
    </Notice>
  );
}

function Repeat({ decision: { repeat } }: { decision: DecisionView }) {
  if (!repeat?.earlier) return 'Исполнитель отметил, что обращение не повторное';
  return (
    <>
      <Link to={`/applications/${repeat.earlier.id}`}>После отказа № {repeat.earlier.number ?? '—'}</Link>
      {repeat.exception ? (
        <div>
          Новые основания названы: {repeat.exception}. {repeat.justification}
        </div>
      ) : null}
    </>
  );
}

interface DecisionTabProps {
  card: ApplicationCard;
  onChoose: (action: ActionView) => void;
}

function NoDecision({ card, onChoose }: DecisionTabProps) {
  const ways = card.actions.filter((action) => action.open && actionKind(action, card.phase) === 'page');
  return (
    <Empty
      title="Решение ещё не подготовлено"
      actions={ways.map((action) => (
        <Button key={action.code} danger={action.tone === 'danger'} onClick={() => onChoose(action)}>
          {action.title}
        </Button>
      ))}
    >
      {ways.length > 0 ? 'Когда вы готовы, выберите решение.' : 'Его подготовит исполнитель заявки.'}
    </Empty>
  );
}

function Facts({ card, decision }: { card: ApplicationCard; decision: DecisionView }) {
  const { organisation } = useMe();
  const { grounds, author, approver, updatedAt, publishedAt } = decision;
  const when = (instant: string) => instantText(instant, organisation.timeZone);
  const reason =
    decision.kind === 'refuse' ? 'Причина отказа' : decision.kind === 'grant' ? 'Обоснование' : 'Разъяснение';
  const items: Detail[] = [
    { key: 'title', label: 'Решение', value: decision.title, wide: true },
    { key: 'grounds', label: 'Основания', value: <Grounds decision={decision} />, wide: true },
    { key: 'repeat', label: 'Повторное обращение', value: <Repeat decision={decision} />, wide: true },
    { key: 'text', label: reason, value: decision.text || '—', wide: true },
    { key: 'files', label: 'Файлы', value: <Files card={card} files={decisionFiles(card)} />, wide: true },
    { key: 'message', label: 'Сообщение для заявителя', value: decision.message || '—', wide: true },
    { key: 'author', label: 'Подготовил', value: `${author.name}, ${when(updatedAt)}`, wide: true },
  ];
  if (publishedAt)
    items.push({
      key: 'approver',
      // One's own decision goes out without anybody's approval: a process without it, or a super-executor.
      label: approver?.id === author.id ? 'Опубликовал' : 'Утвердил',
      value: `${approver?.name ?? '—'}, ${when(publishedAt)}`,
      wide: true,
    });
  const empty = new Set([grounds.length > 0 ? '' : 'grounds', decision.repeat ? '' : 'repeat']);
  return <Details items={items.filter(({ key }) => !empty.has(key))} />;
}

/** The decision as it stands: prepared, sent back or published, with its document. */
export function DecisionTab({ card, onChoose }: DecisionTabProps) {
  const { decision } = card;
  if (!decision) return <NoDecision card={card} onChoose={onChoose} />;
  const results = card.files.filter(({ purpose }) => purpose === 'result');
  const rendered = decision.status === 'prepared' && results.length > 0;
  const { tone, title } = statuses[rendered ? 'rendered' : decision.status];
  return (
    <div className="rg-decision">
      <div>
        <Card title="Решение" extra={<Tag tone={tone}>{title}</Tag>}>
          <Facts card={card} decision={decision} />
        </Card>
        <IssueCard card={card} />
      </div>
      {results.length > 0 ? (
        <Card
          title="Результат услуги"
          {...(rendered ? { description: card.signing ? orderHelp : signingHelp } : {})}
          {...(decision.revoked ? { extra: <Tag tone="error">Отменено</Tag> } : {})}
        >
          <Revoked decision={decision} />
          <Files card={card} files={results} />
        </Card>
      ) : (
        // Nothing typed: the paper of the decision as it is kept.
        <Preview applicationId={card.id} atOnce read={() => ({})} />
      )}
    </div>
  );
}
