import { Empty, instantText, Loading, Notice, Page, plural, Tag } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useDraftWork } from '../definition/draft-work.tsx';
import { type DraftItem, useDrafts } from '../studio/draft-queries.ts';
import { type TypeItem, useRequestTypes } from './type-queries.ts';
import './style.css';

/** «Виды запросов»: what can be asked of whom, and in which services it is. */
export function RequestTypesScreen() {
  const types = useRequestTypes();
  const drafts = useDrafts();
  const navigate = useNavigate();
  const work = useDraftWork();
  const problem = types.error ?? drafts.error;
  const own = drafts.data?.items.filter(({ kind }) => kind === 'requestType') ?? [];
  const fresh = own.filter(({ code }) => !types.data?.items.some((one) => one.code === code));
  return (
    <Page
      title="Виды запросов"
      lead="Что можно спросить у других ведомств и поставщиков, и в каких услугах это разрешено. Новый вид составляют по файлам поставщика."
      actions={
        <Button type="primary" onClick={() => navigate('/request-types/new')}>
          Новый вид по файлам
        </Button>
      }
    >
      {problem ? <Notice tone="error">{problem.message}</Notice> : null}
      {types.data === undefined && !problem ? <Loading /> : null}
      {fresh.length > 0 ? <NewDrafts drafts={fresh} onDiscard={work.discard} /> : null}
      {types.data?.providers.map(({ id, title }) => (
        <section key={id} className="rg-card rt-provider" aria-labelledby={`rt-${id}`}>
          <h2 id={`rt-${id}`}>{title}</h2>
          <Types
            provider={title}
            items={types.data.items.filter(({ plugin }) => plugin === id)}
            drafts={own}
            onBegin={(code) => work.begin({ kind: 'requestType', from: 'published', code })}
            onDiscard={work.discard}
          />
        </section>
      ))}
    </Page>
  );
}

function NewDrafts({ drafts, onDiscard }: { drafts: readonly DraftItem[]; onDiscard: (draft: DraftItem) => void }) {
  return (
    <section className="rg-card rt-provider" aria-labelledby="rt-fresh">
      <h2 id="rt-fresh">Ещё не опубликованы</h2>
      <ul className="rs-list">
        {drafts.map((draft) => (
          <li key={draft.id} className="rt-fresh">
            <strong>{draft.title}</strong>
            <OfDraft draft={draft} onDiscard={onDiscard} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How the provider's registry knows it, as far as anybody has looked. */
function InRegistry({ registry }: Pick<TypeItem, 'registry'>) {
  if (registry === null) return null;
  if (registry === '') return <Tag tone="warning">Номер в реестре: проверить</Tag>;
  return <span className="rg-block rg-muted">Реестр: {registry}</span>;
}

interface TypesProps {
  provider: string;
  items: readonly TypeItem[];
  drafts: readonly DraftItem[];
  onBegin: (code: string) => void;
  onDiscard: (draft: DraftItem) => void;
}

function Types({ provider, items, drafts, onBegin, onDiscard }: TypesProps) {
  if (items.length === 0) return <Empty title="Видов пока нет">Составьте вид по файлам, которые дал поставщик.</Empty>;
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">{`Виды запросов: ${provider}`}</caption>
      <thead>
        <tr>
          <th scope="col">Вид запроса</th>
          <th scope="col">Версия</th>
          <th scope="col">Вопрос и ответ</th>
          <th scope="col">Проверка</th>
          <th scope="col">В услугах</th>
          <th scope="col">Правка</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => {
          const draft = drafts.find(({ code }) => code === item.code);
          return (
            <tr key={item.code}>
              <td data-label="Вид запроса">
                <div>
                  <strong>{item.title}</strong>
                  <span className="rg-block rg-muted">{item.code}</span>
                  <InRegistry registry={item.registry} />
                </div>
              </td>
              <td data-label="Версия">{item.version}</td>
              <td data-label="Вопрос и ответ">{contentOf(item)}</td>
              <td data-label="Проверка">
                <Verdict findings={item.findings} />
              </td>
              <td data-label="В услугах">
                {item.services.length === 0 ? 'нигде' : item.services.map(({ title }) => title).join('; ')}
              </td>
              <td data-label="Правка">
                {draft === undefined ? (
                  <Button size="small" aria-label={`Изменить: ${item.title}`} onClick={() => onBegin(item.code)}>
                    Изменить
                  </Button>
                ) : (
                  <OfDraft draft={draft} onDiscard={onDiscard} />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function contentOf({ described, questions, answers }: TypeItem): string {
  if (!described) return 'написаны в модуле';
  const fields = (count: number) => plural(count, ['поле', 'поля', 'полей']);
  return `${fields(questions)} и ${fields(answers)}`;
}

function Verdict({ findings: { errors, warnings } }: Pick<TypeItem, 'findings'>) {
  if (errors + warnings === 0) return <Tag tone="success">Замечаний нет</Tag>;
  return (
    <span>
      {errors > 0 ? <Tag tone="error">{plural(errors, ['ошибка', 'ошибки', 'ошибок'])}</Tag> : null}{' '}
      {warnings > 0 ? (
        <Tag tone="warning">{plural(warnings, ['предупреждение', 'предупреждения', 'предупреждений'])}</Tag>
      ) : null}
    </span>
  );
}

function OfDraft({ draft, onDiscard }: { draft: DraftItem; onDiscard: (draft: DraftItem) => void }) {
  return (
    <div className="rs-draft">
      <Link to={`/drafts/${draft.id}`} aria-label={`Открыть черновик: ${draft.title}`}>
        Открыть черновик
      </Link>
      <span className="rg-block rg-muted">
        {instantText(draft.updatedAt)}, {draft.updatedBy}
      </span>
      <Button size="small" aria-label={`Удалить черновик: ${draft.title}`} onClick={() => onDiscard(draft)}>
        Удалить черновик
      </Button>
    </div>
  );
}
