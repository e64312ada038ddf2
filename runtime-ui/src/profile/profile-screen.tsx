import { formatSnils, titleOf } from '@reglament/core/rules';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AbsenceCard } from '../absence/absence-card.tsx';
import { serviceQuery, servicesQuery } from '../application/service-queries.ts';
import { AttorneyCard } from '../attorney/attorney-card.tsx';
import { DigestCard } from '../digest/digest-card.tsx';
import { locale } from '../locale/locale.ts';
import { NoticeSettingCard } from '../notice-setting/notice-setting-card.tsx';
import { useMe } from '../session/me.ts';
import { PasswordForm } from '../session/password-form.tsx';
import { SessionsCard, sessionsQuery } from '../session/sessions-card.tsx';
import { CertificatesCard } from '../signature/certificates-card.tsx';
import { Card } from '../ui/card.tsx';
import { Details } from '../ui/details.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { LanguageCard } from './language-card.tsx';
import { ProfileSections } from './profile-sections.tsx';
import { SignInsCard } from './sign-ins-card.tsx';

const permissionTitles: Readonly<Record<string, string>> = {
  'definitions.edit': 'Изменять определения услуг',
  'definitions.publish': 'Публиковать определения услуг',
  'dictionaries.edit': 'Изменять справочники',
  'bodies.manage': 'Вести ведомства',
  'users.manage': 'Вести пользователей и роли',
  'connections.manage': 'Настраивать подключения',
  'exchange.manage': 'Управлять обменом',
  'requests.answer': 'Отвечать на запросы других ведомств',
  'applicants.merge': 'Объединять записи заявителей',
  'reports.read': 'Смотреть отчёты',
  'journal.read': 'Смотреть журнал',
  'destruction.act': 'Составлять акты об уничтожении персональных данных',
  'destruction.approve': 'Утверждать акты об уничтожении персональных данных',
};

interface Right {
  service: string;
  functions: string[];
  actions: string[];
}

/** What each service's workflow lets this person do, in its own words. */
function useRights(): Right[] {
  const me = useMe();
  const { data: services = [] } = useQuery(servicesQuery());
  const held = services.filter(({ code }) => (me.functions[code] ?? []).length > 0);
  const views = useQueries({ queries: held.map(({ code }) => serviceQuery(code)) });
  return held.map(({ code, title }, index) => {
    const functions = me.functions[code] ?? [];
    const workflow = views[index]?.data?.workflow;
    return {
      service: title,
      functions: functions.map((one) => titleOf(workflow?.functions?.[one]?.title ?? one, locale)),
      actions: (workflow?.actions ?? [])
        .filter((action) => !action.automatic && action.functions.some((one) => functions.includes(one)))
        .map((action) => titleOf(action.title, locale)),
    };
  });
}

function Rights() {
  const me = useMe();
  const rights = useRights();
  const permissions = me.permissions.map((permission) => permissionTitles[permission] ?? permission);
  return (
    <Card title="Что позволяет роль" id="rights">
      {rights.length === 0 && permissions.length === 0 ? (
        <p className="rg-muted">Роли вам пока не назначены: обратитесь к администратору.</p>
      ) : null}
      <Details
        items={[
          ...rights.map(({ service, functions, actions }) => ({
            key: service,
            label: service,
            wide: true,
            value: (
              <>
                <strong>{functions.join(', ')}</strong>
                <span className="rg-block">
                  {actions.length > 0 ? `Действия: ${actions.join(' · ')}` : 'Просмотр заявок'}
                </span>
              </>
            ),
          })),
          ...(permissions.length > 0
            ? [{ key: 'permissions', label: 'Управление системой', value: permissions.join(' · '), wide: true }]
            : []),
        ]}
      />
    </Card>
  );
}

function PasswordCard() {
  const queryClient = useQueryClient();
  const [changed, setChanged] = useState(false);
  return (
    <Card title="Пароль" id="password">
      {changed ? <Notice tone="success">Пароль изменён. Остальные сеансы завершены.</Notice> : null}
      <div className="rg-password">
        <PasswordForm
          onDone={() => {
            setChanged(true);
            return queryClient.invalidateQueries(sessionsQuery);
          }}
        />
      </div>
    </Card>
  );
}

/** «Мой профиль»; whoever comes by another place has no password here to change. */
export function ProfileScreen() {
  const { user, organisation, signedInBy } = useMe();
  const facts = [
    { key: 'name', label: 'Фамилия, имя, отчество', value: user.fullName },
    signedInBy
      ? { key: 'way', label: 'Вход', value: `Через ${signedInBy.title}` }
      : { key: 'login', label: 'Логин', value: user.login },
    { key: 'position', label: 'Должность', value: user.position ?? '—' },
    { key: 'body', label: 'Ведомство', value: organisation.title },
    { key: 'email', label: 'Электронная почта', value: user.email ?? '—' },
    { key: 'phone', label: 'Телефон', value: user.phone ?? '—' },
    { key: 'snils', label: 'СНИЛС', value: user.snils === null ? '—' : formatSnils(user.snils) },
  ];
  return (
    <Page title="Мой профиль" lead="Ошибку в данных исправит администратор.">
      <ProfileSections>
        <Card title="Данные" id="own-data">
          <Details items={facts} />
        </Card>
        {signedInBy ? null : <PasswordCard />}
        <SignInsCard />
        <SessionsCard />
        <LanguageCard />
        <AbsenceCard />
        <NoticeSettingCard />
        <DigestCard />
        <CertificatesCard />
        <AttorneyCard />
        <Rights />
      </ProfileSections>
    </Page>
  );
}
