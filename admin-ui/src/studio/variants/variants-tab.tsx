import { checkTable, combinationText, ownValues, type ProfileValue, titleOfItem } from '@reglament/core/rules';
import type { ServiceDefinition } from '@reglament/format';
import { Empty, Tag } from '@reglament/runtime-ui/ui';
import { Button, Select } from 'antd';
import { Fragment, useId, useMemo, useState } from 'react';
import type { TabProps } from '../tab-props.ts';
import { russian } from '../words.ts';
import { possibleCircumstances } from './circumstances.ts';
import { addVariant, setCircumstances } from './variant-commands.ts';
import { VariantOutcome } from './variant-outcome.tsx';
import { VariantRow } from './variant-row.tsx';
import './variants.css';

/** «Варианты»: what the documents, the term and the grounds depend on, row by row; what no row is for is shown below. */
export function VariantsTab(tab: TabProps) {
  const { service, edit, problemAt } = tab;
  const id = useId();
  const [open, setOpen] = useState<string>();
  const by = service.variants?.by ?? [];
  return (
    <>
      <div className="rg-field" data-place="/variants/by">
        <div className="rg-field-label">
          <label htmlFor={id}>От чего зависит вариант услуги</label>
        </div>
        <Select
          id={id}
          className="rs-wide"
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={by}
          placeholder="Ни от чего: у услуги один вариант"
          options={possibleCircumstances(service)}
          onChange={(next: string[]) => edit('Обстоятельства вариантов', (one) => setCircumstances(one, next))}
        />
        <div className={problemAt('/variants/by') ? 'rg-error' : 'rg-hint'}>
          {problemAt('/variants/by') ?? 'Обязательные поля с закрытым списком ответов и сведения о заявителе'}
        </div>
      </div>
      {service.variants === undefined ? (
        <Empty title="Вариантов нет">
          Документы, запросы, срок и основания у всех заявлений одни и те же. Выберите обстоятельство, если это не так.
        </Empty>
      ) : (
        <>
          <div className="rs-variants-frame">
            <table className="rg-table rs-variants">
              <caption className="rg-visually-hidden">Варианты услуги</caption>
              <thead>
                <tr>
                  <th scope="col">Вариант</th>
                  {by.map((item) => (
                    <th key={item} scope="col">
                      {titleOfItem(service, item)}
                    </th>
                  ))}
                  <th scope="col">Что даёт</th>
                  <th scope="col">Порядок</th>
                </tr>
              </thead>
              <tbody>
                {service.variants.rows.map((row, index) => (
                  <Fragment key={row.code}>
                    <VariantRow
                      {...{ tab, row, index }}
                      open={open === row.code}
                      onOpen={() => setOpen(open === row.code ? undefined : row.code)}
                    />
                    {open === row.code ? (
                      <tr>
                        <td colSpan={by.length + 3}>
                          <VariantOutcome {...{ tab, row, index }} />
                        </td>
                      </tr>
                    ) : null}
                  </Fragment>
                ))}
              </tbody>
            </table>
          </div>
          <Gaps service={service} edit={edit} />
          <Button onClick={() => edit('Добавлен вариант', (one) => addVariant(one))}>Добавить вариант</Button>
        </>
      )}
    </>
  );
}

const shownGaps = 10;

/** While the table is being written: combinations that no variant is for, each with the button that makes one, and those with two. */
function Gaps({ service, edit }: Pick<TabProps, 'service' | 'edit'>) {
  const { gaps, overlaps } = useMemo(() => tableOf(service), [service]);
  return (
    <>
      <Overlaps {...{ service, overlaps }} />
      {gaps.length === 0 ? null : <GapList {...{ service, edit, gaps }} />}
    </>
  );
}

type TableCheck = NonNullable<ReturnType<typeof checkTable>>;

/** Variants that are for one and the same combination: which of them holds nobody could tell. */
function Overlaps({ service, overlaps }: Pick<TabProps, 'service'> & Pick<TableCheck, 'overlaps'>) {
  if (overlaps.length === 0) return null;
  const titleAt = (index: number) => russian(service.variants?.rows[index]?.title);
  return (
    <section className="rs-gaps" aria-label="Сочетания с двумя вариантами">
      <ul>
        {overlaps.slice(0, shownGaps).map(({ rows: [first, second], at }) => (
          <li key={`${first} ${second}`}>
            <Tag tone="error">два варианта</Tag> «{titleAt(first)}» и «{titleAt(second)}»:{' '}
            {combinationText(service, at)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function GapList({ service, edit, gaps }: Pick<TabProps, 'service' | 'edit'> & Pick<TableCheck, 'gaps'>) {
  return (
    <section className="rs-gaps" data-place="/variants/rows" aria-label="Сочетания без варианта">
      <ul>
        {gaps.slice(0, shownGaps).map((gap) => {
          const words = combinationText(service, gap);
          return (
            <li key={words}>
              <Tag tone="error">нет варианта</Tag> {words}
              <Button
                size="small"
                aria-label={`Добавить вариант для этого: ${words}`}
                onClick={() => edit(`Добавлен вариант: ${words}`, (one) => addVariant(one, gap))}
              >
                Добавить вариант для этого
              </Button>
            </li>
          );
        })}
      </ul>
      {gaps.length > shownGaps ? <p className="rg-muted">И ещё: {gaps.length - shownGaps}.</p> : null}
    </section>
  );
}

/** Nothing where a dictionary that others keep decides: of these the check of the server speaks. */
function tableOf(service: ServiceDefinition): Pick<TableCheck, 'gaps' | 'overlaps'> {
  const { variants } = service;
  const domains = variants?.by.map((item) => ({ item, values: ownValues(service, item) })) ?? [];
  if (variants === undefined || domains.some(({ values }) => values === undefined)) return nothing;
  return checkTable({ ...service, variants }, domains as { item: string; values: ProfileValue[] }[]) ?? nothing;
}

const nothing = { gaps: [], overlaps: [] } as const;
