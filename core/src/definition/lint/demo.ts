import type { DemoApplication, DemoData } from '@reglament/format';
import { at, error, type Finding } from '../finding.ts';
import type { Known } from './known.ts';

/** Codes and logins that demo data name: each must be there, or the first start would stop half-way. */
export function lintDemo(demo: DemoData, known: Known): Finding[] {
  const workplaces = demo.organisations.flatMap(({ workplace }, index) =>
    known('workplace', workplace) === undefined ? [unknown(at('organisations', index, 'workplace'), workplace)] : [],
  );
  const services = demo.organisations.flatMap((body, index) =>
    (body.services ?? []).flatMap((code, row) =>
      known('service', code) === undefined ? [unknown(at('organisations', index, 'services', row), code)] : [],
    ),
  );
  return [...userFindings(demo), ...workplaces, ...services, ...applicationFindings(demo, known)];
}

function userFindings(demo: DemoData): Finding[] {
  const bodies = new Map(
    demo.organisations.map((body) => [body.code, new Set(body.departments.map(({ code }) => code))]),
  );
  const roles = new Set(demo.roles.map(({ code }) => code));
  return demo.users.flatMap((user, index) =>
    user.memberships.flatMap((membership, row) => {
      const place = at('users', index, 'memberships', row);
      const departments = bodies.get(membership.organisation);
      const named = [membership.department, ...membership.roles.map(({ department }) => department)];
      return [
        ...(departments === undefined ? [unknown(`${place}/organisation`, membership.organisation)] : []),
        ...named.flatMap((code) =>
          code === undefined || departments?.has(code) ? [] : [unknown(`${place}/department`, code)],
        ),
        ...membership.roles.flatMap(({ role }, at) => (roles.has(role) ? [] : [unknown(`${place}/roles/${at}`, role)])),
      ];
    }),
  );
}

function applicationFindings(demo: DemoData, known: Known): Finding[] {
  const bodies = new Set(demo.organisations.map(({ code }) => code));
  const logins = new Set(demo.users.map(({ login }) => login));
  return demo.applications.flatMap((application, index) => {
    const { service, organisation, steps } = application;
    const place = at('applications', index);
    const actors = [application.creator, ...steps.map(({ login }) => login)].filter((login) => !logins.has(login));
    return [
      ...(known('service', service) === undefined ? [unknown(`${place}/service`, service)] : []),
      ...(bodies.has(organisation) ? [] : [unknown(`${place}/organisation`, organisation)]),
      ...actors.map((login) => unknown(place, login)),
      ...strangers(demo, application).map((code) => unknown(place, code)),
    ];
  });
}

function strangers({ applicants }: DemoData, { applicant, submittedBy }: DemoApplication): string[] {
  return [applicant, submittedBy]
    .filter((code) => code !== undefined)
    .filter((code) => !Object.hasOwn(applicants, code));
}

function unknown(pointer: string, code: string): Finding {
  return error('unknownCode', pointer, [`Кода «${code}» нет`, 'Исправьте код']);
}
