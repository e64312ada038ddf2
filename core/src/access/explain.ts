import { type Permission, permissions } from './grant.ts';
import { permissionTitles } from './permission-titles.ts';

/** A role as it is given to a person, with the words for its scope. Pure, as all here. */
export interface HeldRole {
  readonly title: string;
  readonly functions: readonly string[];
  readonly permissions: readonly string[];
  readonly serviceCode: string | null;
  readonly departmentTitle: string | null;
}

/** What a service's workflow says of who does what. */
export interface ExplainedService {
  readonly code: string;
  readonly title: string;
  /** The body has it on its list. */
  readonly provided: boolean;
  readonly actions: readonly {
    readonly title: string;
    readonly functions: readonly string[];
    /** Makes an application, which the body's list of services stands before. */
    readonly creates: boolean;
  }[];
  /** Titles of the functions, by code. */
  readonly functions: Readonly<Record<string, string>>;
}

export interface ExplainedAccount {
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  readonly held: readonly HeldRole[];
  /** All roles there are, for «what would give it». */
  readonly roles: readonly Omit<HeldRole, 'serviceCode' | 'departmentTitle'>[];
  readonly services: readonly ExplainedService[];
}

/** One answer: whether it is allowed, and the rule that says so. */
export interface Explained {
  readonly title: string;
  readonly allowed: boolean;
  readonly why: string;
}

export interface ExplainedAccess {
  /** Why nothing of it can be used now. */
  readonly blocked: string | null;
  readonly permissions: readonly Explained[];
  readonly services: readonly { readonly code: string; readonly title: string; readonly items: readonly Explained[] }[];
}

/** «Что может этот человек»: each thing with the role that allows it, or what is missing. */
export function explainAccess(account: ExplainedAccount): ExplainedAccess {
  return {
    blocked: blockedBy(account),
    permissions: permissions.map((permission) => explainPermission(permission, account)),
    services: account.services.map((service) => ({
      code: service.code,
      title: service.title,
      items: service.actions.map((action) => explainAction(action, service, account)),
    })),
  };
}

function blockedBy({ disabled, mustChangePassword, held }: ExplainedAccount): string | null {
  if (disabled) return 'Учётная запись заблокирована: войти нельзя, пока её не разблокируют.';
  if (mustChangePassword) return 'Пароль выдан и ещё не сменён: до смены доступна только своя учётная запись.';
  return held.length === 0 ? 'Ролей нет: войти можно, делать нечего.' : null;
}

/** As `can` in grant.ts: a permission is asked for the whole body. */
function explainPermission(permission: Permission, { held, roles }: ExplainedAccount): Explained {
  const title = permissionTitles[permission];
  const giving = held.filter((role) => role.permissions.includes(permission));
  const whole = giving.filter((role) => role.serviceCode === null && role.departmentTitle === null);
  if (whole.length > 0) return { title, allowed: true, why: `Разрешает ${rolesText(whole)}.` };
  if (giving.length > 0) {
    return {
      title,
      allowed: false,
      why: `Это право действует во всём ведомстве, а ${rolesText(giving)} дана с ограничением: ${scopesText(giving)}.`,
    };
  }
  return { title, allowed: false, why: missing(roles.filter((role) => role.permissions.includes(permission))) };
}

/** As `functionsFor` in grant.ts: any of the action's functions, held in a scope that covers the service. */
function explainAction(
  action: ExplainedService['actions'][number],
  service: ExplainedService,
  { held, roles }: ExplainedAccount,
): Explained {
  const { title } = action;
  const gives = (role: { readonly functions: readonly string[] }) =>
    role.functions.some((code) => action.functions.includes(code));
  const giving = held.filter(gives);
  const fitting = giving.filter((role) => role.serviceCode === null || role.serviceCode === service.code);
  if (fitting.length > 0 && action.creates && !service.provided) {
    return { title, allowed: false, why: 'Услуги нет в списке ведомства: новых заявок на неё не создают.' };
  }
  if (fitting.length > 0) {
    const functions = action.functions.filter((code) => fitting.some((role) => role.functions.includes(code)));
    const named = functions.map((code) => `«${service.functions[code] ?? code}»`).join(', ');
    const within = fitting.every((role) => role.departmentTitle !== null) ? ` Только ${scopesText(fitting)}.` : '';
    return { title, allowed: true, why: `Функция ${named}: разрешает ${rolesText(fitting)}.${within}` };
  }
  if (giving.length > 0) {
    return { title, allowed: false, why: `${sentence(rolesText(giving))} дана только на другие услуги.` };
  }
  return { title, allowed: false, why: missing(roles.filter(gives)) };
}

function missing(roles: readonly { readonly title: string }[]): string {
  if (roles.length === 0) return 'Ни одна роль этого не даёт.';
  return `Нет нужной роли; её даёт ${rolesText(roles)}.`;
}

function rolesText(roles: readonly { readonly title: string }[]): string {
  const titles = [...new Set(roles.map(({ title }) => `«${title}»`))];
  return titles.length === 1 ? `роль ${titles[0]}` : `одна из ролей ${titles.join(', ')}`;
}

function scopesText(roles: readonly HeldRole[]): string {
  const scopes = roles.map(({ serviceCode, departmentTitle }) =>
    [serviceCode === null ? '' : `услуга ${serviceCode}`, departmentTitle === null ? '' : `отдел «${departmentTitle}»`]
      .filter(Boolean)
      .join(', '),
  );
  return [...new Set(scopes)].join('; ');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
