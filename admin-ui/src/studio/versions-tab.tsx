import type { ApiTypes } from '@reglament/core/api';
import { compareDefinitions } from '@reglament/core/rules';
import type { Definition } from '@reglament/format';
import { request } from '@reglament/runtime-ui/client';
import { announce, Empty, instantText, Loading, Notice, Tag } from '@reglament/runtime-ui/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { ChangeList } from './change-list.tsx';
import type { DraftView } from './draft-queries.ts';
import { RegulationLinks } from './regulation/regulation-links.tsx';
import type { ListedChange } from './versions/change-text.ts';
import { ComparisonView } from './versions/comparison-view.tsx';
import './versions/style.css';

interface VersionsTabProps {
  kind?: DraftView['kind'];
  code: string;
  /** The version in force; null: nothing was published yet. */
  latest: number | null;
  /** The draft as it stands on the page. */
  content: unknown;
  onRestore: (label: string, content: unknown) => void;
}

/** The draft itself stands among the versions. */
const DRAFT = 0;

/** «Версии»: who published what and why, how many cases stand on each; any two side by side, any taken back into the draft. */
export function VersionsTab({ kind = 'service', code, latest, content, onRestore }: VersionsTabProps) {
  const place = { kind, code };
  const { data, error } = useQuery({
    queryKey: ['admin', 'versions', kind, code, latest],
    queryFn: () => request<ApiTypes['DefinitionVersionList']>(`/api/admin/definitions/${kind}/${code}/versions`),
    enabled: latest !== null,
  });
  const [failure, setFailure] = useState<string>();
  if (latest === null) return <Empty title="Ещё не опубликовано">После публикации здесь будут её версии.</Empty>;
  if (error) return <Notice tone="error">{error.message}</Notice>;
  if (data === undefined) return <Loading />;
  const restore = async (version: number) => {
    setFailure(undefined);
    try {
      const { before } = await readComparison(place, [version, version]);
      onRestore(`Возвращена версия ${version}`, before);
      announce(`В черновике – содержание версии ${version}. Это можно отменить.`);
    } catch (problem) {
      if (!(problem instanceof Error)) throw problem;
      setFailure(problem.message);
    }
  };
  return (
    <>
      {failure === undefined ? null : <Notice tone="error">{failure}</Notice>}
      <table className="rg-table">
        <caption className="rg-visually-hidden">Версии</caption>
        <thead>
          <tr>
            <th scope="col">Версия</th>
            <th scope="col">Опубликована</th>
            <th scope="col">Комментарий</th>
            <th scope="col">Открытых заявок</th>
            {kind === 'service' ? <th scope="col">Текстом</th> : null}
            <th scope="col">В черновик</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((item) => (
            <VersionRow
              key={item.version}
              item={item}
              text={kind === 'service' ? textPath(code) : undefined}
              inForce={item.version === latest}
              onRestore={() => void restore(item.version)}
            />
          ))}
        </tbody>
      </table>
      <Compared place={place} latest={latest} content={content} versions={data.items.map(({ version }) => version)} />
    </>
  );
}

interface VersionRowProps {
  /** Where the version is read as a text; only services are. */
  text: string | undefined;
  item: ApiTypes['DefinitionVersionItem'];
  inForce: boolean;
  onRestore: () => void;
}

function VersionRow({ item, text, inForce, onRestore }: VersionRowProps) {
  const { version, publishedAt, author, comment, openCases } = item;
  return (
    <tr>
      <td data-label="Версия">
        <span>
          {version} {inForce ? <Tag tone="success">действует</Tag> : null}
        </span>
      </td>
      <td data-label="Опубликована">
        <div>
          {instantText(publishedAt)}
          <span className="rg-block rg-muted">{author ?? 'поставляемый набор'}</span>
        </div>
      </td>
      <td data-label="Комментарий">{comment}</td>
      <td data-label="Открытых заявок">{openCases}</td>
      {text === undefined ? null : (
        <td data-label="Текстом">
          <RegulationLinks what={`версия ${version}`} path={text} version={version} />
        </td>
      )}
      <td data-label="В черновик">
        <Button size="small" aria-label={`Вернуть в черновик: версия ${version}`} onClick={onRestore}>
          Вернуть в черновик
        </Button>
      </td>
    </tr>
  );
}

function textPath(code: string): string {
  return `/api/admin/services/${code}/regulation`;
}

interface Place {
  readonly kind: string;
  readonly code: string;
}

interface ComparedProps {
  place: Place;
  latest: number;
  content: unknown;
  versions: readonly number[];
}

/** Any two of them; at first what the draft changes. */
function Compared({ place, latest, content, versions }: ComparedProps) {
  const [pair, setPair] = useState<readonly [number, number]>();
  const options = [DRAFT, ...versions].map((version) => ({ value: version, label: nameOf(version) }));
  const [before, after] = pair ?? [latest, DRAFT];
  return (
    <>
      <div className="rs-toolbar rsv-pair">
        <Select
          aria-label="Что сравнить"
          value={before}
          options={options}
          onChange={(version) => setPair([version, after])}
          popupMatchSelectWidth={false}
        />
        <Select
          aria-label="С чем сравнить"
          value={after}
          options={options}
          onChange={(version) => setPair([before, version])}
          popupMatchSelectWidth={false}
        />
        {pair === undefined ? (
          <Button onClick={() => setPair([before, after])}>Сравнить</Button>
        ) : (
          <Button onClick={() => setPair(undefined)}>Закрыть сравнение</Button>
        )}
      </div>
      {pair === undefined ? null : <Comparison place={place} content={content} pair={pair} />}
    </>
  );
}

function nameOf(version: number): string {
  return version === DRAFT ? 'Черновик' : `Версия ${version}`;
}

function readComparison(
  { kind, code }: Place,
  [before, after]: readonly [number, number],
): Promise<ApiTypes['DefinitionComparison']> {
  return request(`/api/admin/definitions/${kind}/${code}/comparison`, { query: { before, after } });
}

function Comparison({
  place,
  content,
  pair,
}: Pick<ComparedProps, 'place' | 'content'> & { pair: readonly [number, number] }) {
  const [before, after] = pair;
  // The draft is on the page; of the versions those that are asked for.
  const known = [before || after, after || before] as const;
  const { data, error } = useQuery({
    queryKey: ['admin', 'comparison', place, known],
    queryFn: () => readComparison(place, known),
    enabled: known[0] !== DRAFT,
  });
  if (known[0] === DRAFT) return <p className="rg-muted">Черновик сравнивать не с чем: выберите версию.</p>;
  if (error) return <Notice tone="error">{error.message}</Notice>;
  if (data === undefined) return <Loading />;
  const sides = [before === DRAFT ? content : data.before, after === DRAFT ? content : data.after] as const;
  const changes = before === DRAFT || after === DRAFT ? changesOfDraft(sides) : data.changes;
  return (
    <>
      {before === DRAFT || after === DRAFT || place.kind !== 'service' ? null : (
        <p className="rg-muted">
          Отличия текстом, по пунктам:{' '}
          <RegulationLinks
            what={`отличия версий ${before} и ${after}`}
            path={textPath(place.code)}
            since={before}
            version={after}
          />
        </p>
      )}
      {changes === undefined ? (
        <p className="rg-muted">Черновик записан с ошибками: изменения перечислены не будут, пока они не исправлены.</p>
      ) : (
        <ChangeList changes={changes} about={`${place.code}: ${nameOf(before)} и ${nameOf(after)}`} />
      )}
      <ComparisonView titles={[nameOf(before), nameOf(after)]} before={sides[0]} after={sides[1]} />
    </>
  );
}

/** The same sentences for what is on the page and not published; undefined where it has not the shape of a definition. */
function changesOfDraft([before, after]: readonly [unknown, unknown]): readonly ListedChange[] | undefined {
  try {
    return compareDefinitions(before as Definition, after as Definition);
  } catch (problem) {
    // A draft may be of any shape while it is written.
    if (problem instanceof TypeError) return undefined;
    throw problem;
  }
}
