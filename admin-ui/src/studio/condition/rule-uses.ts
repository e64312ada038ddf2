import type { ServiceDefinition } from '@reglament/format';

/** Places that name a rule, as JSON pointers: conditions, documents, templates, other rules. */
export function usesOfRule(service: ServiceDefinition, code: string): string[] {
  const found: string[] = [];
  walk(service, '', (pointer, value) => {
    if (isNamed(value, code)) found.push(pointer);
  });
  return found;
}

function isNamed(value: unknown, code: string): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === 'rule' && (value as { rule: unknown }).rule === code;
}

function walk(value: unknown, pointer: string, see: (pointer: string, value: unknown) => void): void {
  see(pointer, value);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) walk(inner, `${pointer}/${key}`, see);
}

function decisionOf({ decisions }: ServiceDefinition, code = '') {
  return Object.entries(decisions).find(([one]) => one === code)?.[1];
}

/** In words, for a list of uses: what kind of place it is and of what. */
export function placeWords(service: ServiceDefinition, pointer: string): string {
  const [, part = '', ...rest] = pointer.split('/');
  const title = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);
  if (part === 'form' && rest[0] === 'ui') {
    const field = rest[1] ?? '';
    const name = title(service.form.schema.properties[field]?.title, field);
    if (rest[2] === 'visible') return `показ поля «${name}»`;
    return rest[2] === 'required' ? `обязательность поля «${name}»` : `поле «${name}»`;
  }
  if (part === 'form' && rest[0] === 'sections') {
    return `показ раздела «${title(service.form.sections[Number(rest[1])]?.title, '')}»`;
  }
  if (part === 'documents') return `документ «${title(service.documents[Number(rest[0])]?.title, '')}»`;
  if (part === 'rules') return `условие «${title(service.rules?.[rest[0] ?? '']?.title, rest[0] ?? '')}»`;
  if (part === 'templates')
    return `документ решения «${title(service.templates[rest[0] ?? '']?.title, rest[0] ?? '')}»`;
  if (part === 'tests') return `тест «${service.tests?.[Number(rest[0])]?.title ?? ''}»`;
  if (part === 'variants') return 'варианты услуги';
  if (part === 'portal') return 'портал';
  if (part === 'form') return 'связи полей, записанные в JSON';
  if (part === 'requests') return `запрос «${service.requests?.[Number(rest[0])]?.code ?? ''}»`;
  if (part === 'decisions') return `решение «${title(decisionOf(service, rest[0])?.title, rest[0] ?? '')}»`;
  if (part === 'resultInPerson') return 'когда приходят за результатом';
  return part === 'columns' ? 'столбец списка заявок' : pointer;
}
