import type { FormDefinition, ServiceDefinition } from '@reglament/format';

/** The least that a service is beside its form. */
export function serviceAround(code: string, form: FormDefinition): ServiceDefinition {
  const paper = { title: 'Решение', body: [{ type: 'paragraph', text: '{{decision.text}}' } as const] };
  const decision = (template: string) => ({ title: 'Решение', template, message: 'Решение принято.' });
  return {
    format: 1,
    kind: 'service',
    code,
    title: `Созданная форма ${code}`,
    basis: [{ title: 'Федеральный закон от 27.07.2010 № 210-ФЗ' }],
    applicants: ['person'],
    workflow: 'short',
    approval: false,
    number: { template: '{body}-{yyyy}-{seq:6}', series: 'generated' },
    term: { days: 10, unit: 'working' },
    form,
    documents: [],
    grounds: [{ code: 'incomplete', title: 'Представлены не все документы', clause: 'пункт 1' }],
    decisions: { grant: decision('granted'), refuse: decision('refused') },
    templates: { granted: paper, refused: paper },
  };
}
