import { Loading, Notice, Page, plural } from '@reglament/runtime-ui/ui';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { type Body, type Choices, type Lack, useBodies } from './body-queries.ts';
import { kindTitle } from './body-words.ts';

/** «Ведомства»: who provides what; a service that nobody provides reaches nobody, and that is said first. */
export function BodiesScreen() {
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useBodies();
  return (
    <Page
      title="Ведомства"
      lead="Параметры ведомств, их отделы и услуги. Услуга появляется у сотрудников, когда она есть в списке их ведомства."
      actions={
        <Button type="primary" onClick={() => navigate('/bodies/new')}>
          Добавить ведомство
        </Button>
      }
    >
      {error ? (
        <Notice tone="error" actions={<Button onClick={() => refetch()}>Повторить</Button>}>
          {error.message}
        </Notice>
      ) : null}
      {isPending ? <Loading /> : null}
      {data ? (
        <>
          <Unprovided bodies={data.items} choices={data.choices} />
          <Lacking bodies={data.items} lacking={data.lacking} />
          <Bodies bodies={data.items} />
        </>
      ) : null}
    </Page>
  );
}

function Unprovided({ bodies, choices }: { bodies: readonly Body[]; choices: Choices }) {
  const unprovided = choices.services.filter(({ code }) =>
    bodies.every(({ services }) => services !== null && !services.includes(code)),
  );
  if (unprovided.length === 0) return null;
  return (
    <Notice tone="warning" title="Эти услуги опубликованы, но их не оказывает ни одно ведомство">
      {unprovided.map(({ title }) => `«${title}»`).join(', ')}. Откройте ведомство и отметьте услугу в его списке.
    </Notice>
  );
}

/** A service that a body provides and cannot bring to its end: which, and where it is said what to do. */
function Lacking({ bodies, lacking }: { bodies: readonly Body[]; lacking: readonly Lack[] }) {
  if (lacking.length === 0) return null;
  const nameOf = (id: string) => bodies.find((body) => body.id === id)?.shortTitle;
  return (
    <Notice tone="warning" title="Эти услуги в ведомстве некому довести до результата">
      <ul>
        {lacking.map(({ id, services }) => (
          <li key={id}>
            <Link to={`/bodies/${id}`}>{nameOf(id)}</Link>: {services.map((title) => `«${title}»`).join(', ')}
          </li>
        ))}
      </ul>
      Откройте ведомство: у его услуг сказано, какой шаг некому сделать и какая нужна функция.
    </Notice>
  );
}

function Bodies({ bodies }: { bodies: readonly Body[] }) {
  return (
    <table className="rg-table">
      <caption className="rg-visually-hidden">Ведомства</caption>
      <thead>
        <tr>
          <th scope="col">Ведомство</th>
          <th scope="col">Обозначение</th>
          <th scope="col">Руководитель</th>
          <th scope="col">Отделы</th>
          <th scope="col">Услуги</th>
        </tr>
      </thead>
      <tbody>
        {bodies.map((body) => (
          <tr key={body.id}>
            <td data-label="Ведомство">
              <div>
                <Link className="rg-row-link" to={`/bodies/${body.id}`}>
                  {body.title}
                </Link>
                <span className="rg-block rg-muted">{kindTitle(body.kind)}</span>
              </div>
            </td>
            <td data-label="Обозначение">{body.mnemonic}</td>
            <td data-label="Руководитель">{body.headName ?? '—'}</td>
            <td data-label="Отделы">{plural(body.departments.length, ['отдел', 'отдела', 'отделов'])}</td>
            <td data-label="Услуги">
              {body.services === null ? 'Все' : plural(body.services.length, ['услуга', 'услуги', 'услуг'])}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
