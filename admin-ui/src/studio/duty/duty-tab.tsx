import type { StateDuty } from '@reglament/format';
import { Card } from '@reglament/runtime-ui/ui';
import { Checkbox } from 'antd';
import { ItemFields } from '../list/item-fields.tsx';
import { ListEditor } from '../list/list-editor.tsx';
import type { TabProps } from '../tab-props.ts';
import { withBasis, withDuty, withMember, withPayee } from './duty-commands.ts';
import { amountList, basisFields, exemptionList, firstDuty, momentFields, payeeFields } from './duty-lists.ts';

/** «Госпошлина»: how much is taken for what, when it has to be paid, who pays nothing, where the money goes. */
export function DutyTab(tab: TabProps) {
  const { service, edit } = tab;
  const { duty } = service;
  const toggle = (taken: boolean) =>
    edit(taken ? 'Госпошлина взимается' : 'Госпошлина не взимается', (one) =>
      withDuty(one, taken ? firstDuty() : undefined),
    );
  return (
    <div className="rs-columns">
      <div>
        <Card title="Госпошлина">
          <div data-place="/duty">
            <Checkbox checked={duty !== undefined} onChange={({ target }) => toggle(target.checked)}>
              За услугу взимается государственная пошлина
            </Checkbox>
          </div>
          {duty === undefined ? <p className="rg-muted">Услуга бесплатна.</p> : <Order tab={tab} duty={duty} />}
        </Card>
        {duty === undefined ? null : <Payee tab={tab} duty={duty} />}
      </div>
      {duty === undefined ? null : <Lists tab={tab} duty={duty} />}
    </div>
  );
}

interface PartProps {
  tab: TabProps;
  duty: StateDuty;
}

function Order({ tab, duty }: PartProps) {
  const { edit } = tab;
  return (
    <>
      <ItemFields
        {...{ tab, fields: basisFields }}
        item={duty.basis}
        at="/duty/basis"
        title="Основание пошлины"
        onChange={(step, key, value) => edit(step, (one) => withBasis(one, key, value))}
      />
      <ItemFields
        {...{ tab, fields: momentFields }}
        item={duty}
        at="/duty"
        title="Когда уплачивают"
        onChange={(step, key, value) => edit(step, (one) => withMember(one, key, value))}
      />
    </>
  );
}

function Lists({ tab, duty }: PartProps) {
  const { edit } = tab;
  return (
    <>
      <Card title="Размеры">
        <p className="rg-muted">
          Проверяются сверху вниз: берётся первый, чьё условие выполнено. Не подошёл ни один – пошлины нет.
        </p>
        <ListEditor
          {...{ tab, spec: amountList }}
          list={duty.amounts}
          at="/duty/amounts"
          onChange={(step, change) => edit(step, (one) => withMember(one, 'amounts', change(one.duty?.amounts ?? [])))}
        />
      </Card>
      <Card title="Кто освобождён">
        <ListEditor
          {...{ tab, spec: exemptionList }}
          list={duty.exemptions ?? []}
          at="/duty/exemptions"
          onChange={(step, change) =>
            edit(step, (one) => withMember(one, 'exemptions', change(one.duty?.exemptions ?? [])))
          }
        />
      </Card>
    </>
  );
}

function Payee({ tab, duty }: PartProps) {
  const { edit } = tab;
  return (
    <Card title="Реквизиты для уплаты">
      <p className="rg-muted">Их печатают заявителю с карточки заявки.</p>
      <ItemFields
        {...{ tab, fields: payeeFields }}
        item={duty.payee ?? {}}
        at="/duty/payee"
        title="Реквизиты"
        onChange={(step, key, value) => edit(`Реквизиты пошлины: ${step}`, (one) => withPayee(one, key, value))}
      />
    </Card>
  );
}
