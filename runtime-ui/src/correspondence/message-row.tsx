import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { MessageView } from '../api.ts';
import { useMe } from '../session/me.ts';
import { instantText } from '../ui/format.ts';
import { Tag } from '../ui/status-tag.tsx';
import { kindTitle, statusOf, wayTitle } from './correspondence-words.ts';

interface MessageRowProps {
  item: MessageView;
  /** What it answers. */
  question: MessageView | undefined;
  /** Absent: it is not to be answered, or not by this person. */
  onAnswer: (() => void) | undefined;
}

export function MessageRow({ item, question, onAnswer }: MessageRowProps) {
  const { organisation } = useMe();
  const at = (instant: string | null) => instantText(instant, organisation.timeZone);
  const { tone, words } = statusOf(item);
  return (
    <tr>
      <td data-label="Время">{at(item.at)}</td>
      <td data-label="Направление">
        <div>
          {item.direction === 'out' ? 'Заявителю' : 'От заявителя'}
          <span className="rg-block rg-muted">{wayTitle(item.way)}</span>
        </div>
      </td>
      <td data-label="Сообщение">
        <Said item={item} question={question} />
      </td>
      <td data-label="Что с ним">
        <div>
          <Tag tone={tone}>{words}</Tag>
          {item.settledAt ? <span className="rg-block rg-muted">{at(item.settledAt)}</span> : null}
          {item.note ? <span className="rg-block rg-muted">{item.note}</span> : null}
          {onAnswer ? (
            <div className="rg-answer">
              <Button type="primary" ghost onClick={onAnswer}>
                Ответить
              </Button>
            </div>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

/** What somebody wrote by hand stands without the state of the application above it. */
function Said({ item, question }: Pick<MessageRowProps, 'item' | 'question'>) {
  const { author, title, text, remarks, attached, files } = item;
  return (
    <div>
      <strong>{author === null ? (title ?? kindTitle(item)) : question ? 'Ответ на вопрос' : 'Сообщение'}</strong>
      {question?.text ? <blockquote className="rg-quote">{question.text}</blockquote> : null}
      {text ? <span className="rg-block rg-message-text">{text}</span> : null}
      {remarks.map((remark) => (
        <span key={remark} className="rg-block rg-message-text">
          {remark}
        </span>
      ))}
      {attached.map(({ id, name }) => (
        <a key={id} className="rg-message-file" href={`/api/files/${id}/content`} target="_blank" rel="noreferrer">
          <PaperClipOutlined aria-hidden="true" /> {name}
        </a>
      ))}
      {files > attached.length ? (
        <span className="rg-block rg-muted">Удалено файлов: {files - attached.length}</span>
      ) : null}
      {author === null ? null : <span className="rg-block rg-muted">Автор: {author}</span>}
    </div>
  );
}
