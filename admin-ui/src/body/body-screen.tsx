import { announce, Card, Empty, Loading, Notice, Page } from '@reglament/runtime-ui/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { AttorneyRulesCard } from './attorney-card.tsx';
import { LetterheadCard, NamesCard, WorkCard } from './body-fields.tsx';
import {
  addBody,
  type Body,
  type BodyDetails,
  bodiesKey,
  bodyKey,
  changeBody,
  type NewBody,
  useBodies,
  useBody,
} from './body-queries.ts';
import { DepartmentsCard } from './departments-card.tsx';
import { IdentifiersCard } from './identifiers-card.tsx';
import { ServicesCard } from './services-card.tsx';
import { SignersCard } from './signers-card.tsx';

/** A body as it stands; saved whole. */
export function BodyScreen() {
  const { id = '' } = useParams();
  const { data, error } = useBody(id);
  if (error) {
    return (
      <Page title="Ведомство">
        <Notice tone="error">{error.message}</Notice>
      </Page>
    );
  }
  return data ? <KnownBody key={id} details={data} /> : <Loading />;
}

function KnownBody({ details }: { details: BodyDetails }) {
  const { organisation, answering, canManage } = details;
  const queryClient = useQueryClient();
  const [body, setBody] = useState(() => partOf(organisation));
  const keep = (fresh: BodyDetails) => {
    queryClient.setQueryData(bodyKey(organisation.id), fresh);
    // What the list of bodies warns of follows from what each of them provides.
    void queryClient.invalidateQueries({ queryKey: bodiesKey, exact: true });
  };
  const save = useMutation({
    mutationFn: () => {
      const { code: _code, ...rest } = body;
      return changeBody(organisation.id, { ...rest, version: organisation.version });
    },
    onSuccess: (fresh) => {
      keep(fresh);
      setBody(partOf(fresh.organisation));
      announce('Ведомство сохранено');
    },
  });
  const changed = JSON.stringify(body) !== JSON.stringify(partOf(organisation));
  const common = {
    ...{ body, isNew: false, choices: details.choices, disabled: !canManage, failure: save.error },
    onChange: (change: Partial<NewBody>) => setBody((before) => ({ ...before, ...change })),
  };
  return (
    <Page title={organisation.shortTitle} lead={<Link to="/bodies">Все ведомства</Link>}>
      {canManage ? null : (
        <Notice tone="info">Это ведомство меняет его администратор; вам оно показано для справки.</Notice>
      )}
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <div className="ra-columns">
          <ServicesCard {...common} lacks={details.lacks} />
          <NamesCard {...common} />
          <LetterheadCard {...common} />
          <WorkCard {...common} />
        </div>
        {canManage ? (
          <div className="ra-foot">
            <Button type="primary" htmlType="submit" disabled={!changed} loading={save.isPending}>
              Сохранить
            </Button>
            {changed ? <Button onClick={() => setBody(partOf(organisation))}>Вернуть как было</Button> : null}
            <span className="rg-muted">{changed ? 'Есть несохранённые изменения' : 'Всё сохранено'}</span>
            {save.error ? <Notice tone="error">{save.error.message}</Notice> : null}
          </div>
        ) : null}
      </form>
      <div className="ra-columns ra-below">
        <DepartmentsCard details={details} onDone={keep} />
        <SignersCard details={details} onDone={keep} />
        <AttorneyRulesCard details={details} onDone={keep} />
        <IdentifiersCard details={details} onDone={keep} />
        <Card title="Кто отвечает на Р-запросы">
          {answering.length === 0 ? (
            <Empty title={canManage ? 'Отвечать некому' : 'Видит только администратор этого ведомства'}>
              {canManage ? 'Дайте кому-нибудь роль с разрешением «отвечать на запросы ведомств».' : null}
            </Empty>
          ) : (
            <ul className="ra-list">
              {answering.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </Page>
  );
}

const blank: NewBody = {
  code: '',
  title: '',
  shortTitle: '',
  mnemonic: '',
  kind: 'municipal',
  headName: null,
  headPosition: null,
  address: null,
  oktmo: null,
  ogrn: null,
  timeZone: 'Europe/Moscow',
  workplace: '',
  services: [],
};

/** «Добавить ведомство»: whoever adds it becomes its administrator. */
export function NewBodyScreen() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data } = useBodies();
  const [body, setBody] = useState(blank);
  const add = useMutation({
    mutationFn: (filled: NewBody) => addBody(filled),
    onSuccess: (made) => {
      void queryClient.invalidateQueries({ queryKey: bodiesKey });
      announce('Ведомство добавлено');
      navigate(`/bodies/${made.organisation.id}`);
    },
  });
  if (!data) return <Loading />;
  const filled = { ...body, workplace: body.workplace || (data.choices.workplaces[0]?.code ?? '') };
  const common = {
    ...{ body: filled, isNew: true, choices: data.choices, disabled: false, failure: add.error },
    onChange: (change: Partial<NewBody>) => setBody((before) => ({ ...before, ...change })),
  };
  const ready = [body.title, body.shortTitle, body.code, body.mnemonic].every((text) => text.trim() !== '');
  return (
    <Page
      title="Новое ведомство"
      lead="Вы станете его администратором: войдите от его имени, чтобы добавить сотрудников и подключения."
    >
      <form
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          add.mutate(filled);
        }}
      >
        <div className="ra-columns">
          <NamesCard {...common} />
          <LetterheadCard {...common} />
          <ServicesCard {...common} />
          <WorkCard {...common} />
        </div>
        <div className="ra-foot">
          <Button type="primary" htmlType="submit" disabled={!ready} loading={add.isPending}>
            Добавить ведомство
          </Button>
          <Button onClick={() => navigate('/bodies')}>Отмена</Button>
          {add.error ? <Notice tone="error">{add.error.message}</Notice> : null}
        </div>
      </form>
    </Page>
  );
}

/** What a person sets, of what is shown. */
function partOf(organisation: Body): NewBody {
  const { id: _id, version: _version, departments: _departments, ...rest } = organisation;
  return rest;
}
