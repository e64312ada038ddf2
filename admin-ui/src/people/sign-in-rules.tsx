import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';
import { announce, Card, Empty, Loading, Notice } from '@reglament/runtime-ui/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { ChoiceInput } from '../field/choice-input.tsx';
import { problemOf } from '../field/problem-of.ts';
import { SeveralInput } from '../field/several-input.tsx';
import { TextInput } from '../field/text-input.tsx';
import { useMay, useMyBody } from '../shell.tsx';
import { type RoleList, useRoles } from './people-queries.ts';

type Rules = ApiTypes['SignInRules'];
type Rule = ApiTypes['SignInRule'];

const path = '/api/admin/sign-in';
const rulesKey = ['admin', 'sign-in'];

/** Whom the body lets in by another system, and what whoever is not known yet becomes. */
export function SignInRules() {
  const { data: rules, error } = useQuery({ queryKey: rulesKey, queryFn: () => request<Rules>(path) });
  const { data: roles } = useRoles();
  if (error) return <Notice tone="error">{error.message}</Notice>;
  if (!rules || !roles) return <Loading />;
  if (rules.items.length === 0)
    return (
      <Empty title="Подключения нет">Его добавляет администратор системы: «Подключения» → «Вход через ЕСИА».</Empty>
    );
  return rules.items.map((rule) => (
    <div key={`${rule.connection} ${rule.version}`} className="ra-columns">
      <RuleCard {...{ rule, ogrn: rules.ogrn, list: roles }} />
      <FirstEntrance {...{ rule, unknowable: rules.unknowable, list: roles }} />
    </div>
  ));
}

interface FirstEntranceProps {
  rule: Rule;
  unknowable: Rules['unknowable'];
  list: RoleList;
}

/** What comes of the saved rule, for each who may come. */
function FirstEntrance({ rule, unknowable, list }: FirstEntranceProps) {
  const titleOf = (code: string) => list.items.find((one) => one.code === code)?.title ?? code;
  const department = list.departments.find(({ id }) => id === rule.department)?.title;
  const roles = rule.roles.map(titleOf).join(', ');
  const newcomer =
    department === undefined
      ? `Становится сотрудником ведомства с ролями: ${roles}.`
      : `Становится сотрудником отдела «${department}» с ролями: ${roles}.`;
  const cases = [
    {
      who: 'Сотрудник, у которого указан СНИЛС',
      what: 'Даёт согласие и входит в свою учётную запись, с её ролями. Без роли не войдёт.',
    },
    {
      who: 'Тот, кого среди сотрудников нет',
      what: rule.newcomers
        ? newcomer
        : 'Не войдёт, и ничего не будет создано. Добавьте его в сотрудники и укажите СНИЛС.',
    },
    { who: 'Любой – как физическое лицо', what: 'Не войдёт: работают только от имени организации.' },
  ];
  return (
    <Card title="Что будет при входе" description={`Уже входили так: ${rule.linked}.`}>
      {rule.enabled ? (
        <ul className="ra-list">
          {cases.map(({ who, what }) => (
            <li key={who}>
              <div>
                <strong>{who}</strong>
                <span className="rg-block">{what}</span>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <Notice tone="info">Вход выключен: через {rule.title} не войдёт никто.</Notice>
      )}
      {rule.enabled && unknowable.count > 0 ? (
        <Notice tone="warning" title={`Не узнаем – СНИЛС не указан: ${unknowable.count}`}>
          <ul className="ra-list">
            {unknowable.people.map(({ id, name }) => (
              <li key={id}>
                <Link to={`/people/${id}`}>{name}</Link>
              </li>
            ))}
          </ul>
          {unknowable.count > unknowable.people.length ? 'Показаны первые по алфавиту.' : null}
        </Notice>
      ) : null}
    </Card>
  );
}

function useRule(known: Rule, knownOgrn: string | null) {
  const client = useQueryClient();
  const [rule, setRule] = useState(known);
  const [ogrn, setOgrn] = useState(knownOgrn ?? '');
  const save = useMutation({
    mutationFn: () => {
      const { version, enabled, newcomers, department, roles } = rule;
      const body = { version, enabled, newcomers, department, roles, ogrn: ogrn.trim() === '' ? null : ogrn.trim() };
      return request<Rules>(`${path}/${rule.connection}`, { method: 'PUT', body });
    },
    onSuccess: (fresh) => {
      client.setQueryData(rulesKey, fresh);
      announce('Правило входа сохранено');
    },
  });
  return { rule, ogrn, setOgrn, save, change: (part: Partial<Rule>) => setRule({ ...rule, ...part }) };
}

function RuleCard({ rule: known, ogrn: knownOgrn, list }: { rule: Rule; ogrn: string | null; list: RoleList }) {
  const { rule, ogrn, setOgrn, save, change } = useRule(known, knownOgrn);
  return (
    <Card
      title={rule.title}
      description="Сотрудника узнают по СНИЛС в его карточке, ведомство – по ОГРН. Выключенный вход завершает открытые так сеансы."
    >
      <form
        noValidate
        className="rg-sign-in-rule"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Checkbox checked={rule.enabled} onChange={({ target }) => change({ enabled: target.checked })}>
          Сотрудники ведомства входят этим способом
        </Checkbox>
        <TextInput
          label="ОГРН ведомства"
          hint="13 цифр"
          maxLength={20}
          required={rule.enabled}
          value={ogrn}
          problem={problemOf(save.error, 'ogrn')}
          onChange={setOgrn}
        />
        <BodyLink />
        <Checkbox checked={rule.newcomers} onChange={({ target }) => change({ newcomers: target.checked })}>
          Кого ещё нет в системе, становится сотрудником при первом входе
        </Checkbox>
        {rule.newcomers ? <Newcomers {...{ rule, list, change }} problem={problemOf(save.error, 'roles')} /> : null}
        <div>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            Сохранить
          </Button>
          {save.isSuccess ? <Notice tone="success">Сохранено.</Notice> : null}
          {save.error && problemOf(save.error, 'ogrn') === undefined && problemOf(save.error, 'roles') === undefined ? (
            <Notice tone="error">{save.error.message}</Notice>
          ) : null}
        </div>
      </form>
    </Card>
  );
}

/** The same number is changed there: for whoever may. */
function BodyLink() {
  const body = useMyBody();
  const may = useMay('bodies.manage');
  if (!may || body === undefined) return null;
  return (
    <p className="rg-hint">
      <Link to={`/bodies/${body}`}>Тот же ОГРН в карточке ведомства</Link>
    </p>
  );
}

interface NewcomersProps {
  rule: Rule;
  list: RoleList;
  problem: string | undefined;
  change: (part: Partial<Rule>) => void;
}

function Newcomers({ rule, list, problem, change }: NewcomersProps) {
  return (
    <div className="ra-pair">
      <ChoiceInput
        label="Отдел новых сотрудников"
        value={rule.department ?? ''}
        options={[
          { value: '', label: 'Без отдела' },
          ...list.departments.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(department) => change({ department: department === '' ? null : department })}
      />
      <SeveralInput
        label="Роли новых сотрудников"
        hint="Во всём ведомстве; хотя бы одна: без роли войти нельзя"
        problem={problem}
        value={rule.roles}
        options={list.items.map(({ code, title }) => ({ value: code, label: title }))}
        onChange={(roles) => change({ roles })}
      />
    </div>
  );
}
