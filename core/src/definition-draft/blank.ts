import type { Definition, DocumentTemplate, ServiceDefinition } from '@reglament/format';

/** Of the rest only a copy or a file makes sense as a beginning. */
export type BlankKind = 'service' | 'dictionary' | 'calendar';

/** What a new definition begins with: complete enough to be shown, and with as little to take out as can be. */
export function blankDefinition(kind: BlankKind, head: Head): Definition {
  const { code, title } = head;
  const own = { format: 1, code, title } as const;
  if (kind === 'service') return blankService(head);
  if (kind === 'dictionary') return { ...own, kind, entries: [] };
  return { ...own, kind, year: head.year, provisional: true, holidays: [...head.holidays], worked: [] };
}

interface Head {
  readonly code: string;
  readonly title: string;
  /** Of a service: the code of its workflow. */
  readonly workflow: string;
  readonly year: number;
  /** Of a calendar: days off that it begins with. */
  readonly holidays: readonly string[];
}

/** Days of a year that are off in each of the known ones: a transfer is of one year only. */
export function carriedHolidays(known: readonly { readonly holidays: readonly string[] }[], year: number): string[] {
  const [first, ...rest] = known.map(({ holidays }) => new Set(holidays.map((day) => day.slice(4))));
  const yearly = [...(first ?? [])].filter((day) => rest.every((days) => days.has(day)));
  return yearly.sort().map((day) => `${year}${day}`);
}

function blankService({ code, title, workflow }: Head): ServiceDefinition {
  return {
    format: 1,
    kind: 'service',
    code,
    title,
    basis: [],
    applicants: ['person'],
    workflow,
    approval: false,
    number: { template: '{body}-{yyyy}-{seq:6}' },
    term: { days: 30, unit: 'working' },
    form: { schema: { type: 'object', properties: {} }, sections: [], ui: {} },
    rules: {},
    documents: [],
    requests: [],
    grounds: [],
    decisions: {
      grant: {
        title: 'Предоставить услугу',
        template: 'granted',
        message: 'По заявке № {{application.number}} принято решение о предоставлении услуги.',
      },
      refuse: {
        title: 'Отказать в предоставлении услуги',
        template: 'refused',
        message: 'По заявке № {{application.number}} принято решение об отказе. Причины указаны в решении.',
      },
    },
    templates: { granted: grantedTemplate(title), refused: refusedTemplate(title) },
    tests: [],
  };
}

function head(title: string): DocumentTemplate['body'] {
  return [
    { type: 'heading', level: 1, text: title, align: 'center' },
    {
      type: 'paragraph',
      text: 'Заявка № {{application.number}} от {{application.registeredAt|date}}',
      align: 'center',
    },
    { type: 'space' },
    { type: 'paragraph', text: 'Заявитель: {{applicant.name}}' },
  ];
}

function grantedTemplate(service: string): DocumentTemplate {
  const title = 'Решение о предоставлении услуги';
  return {
    title,
    body: [
      ...head(title),
      {
        type: 'paragraph',
        text: `По результатам рассмотрения заявки на услугу «${service}» принято решение предоставить услугу.`,
      },
      decisionText,
      { type: 'stamp' },
    ],
  };
}

function refusedTemplate(service: string): DocumentTemplate {
  const title = 'Решение об отказе в предоставлении услуги';
  return {
    title,
    body: [
      ...head(title),
      {
        type: 'paragraph',
        text: `По результатам рассмотрения заявки на услугу «${service}» принято решение отказать.`,
      },
      { type: 'heading', level: 2, text: 'Основания для отказа' },
      {
        type: 'table',
        columns: [
          { title: 'Основание', width: 3 },
          { title: 'Пункт акта', width: 2 },
        ],
        each: 'decision.grounds',
        rows: [['{{item.title}}', '{{item.clause}}']],
      },
      decisionText,
      {
        type: 'paragraph',
        text: 'Решение может быть обжаловано в досудебном порядке путём направления жалобы в орган, предоставляющий услугу, а также в судебном порядке.',
      },
      { type: 'stamp' },
    ],
  };
}

const decisionText = {
  type: 'if',
  rule: { '!': [{ empty: [{ var: 'case.decision.text' }] }] },
  // biome-ignore lint/suspicious/noThenProperty: the format's word
  then: [{ type: 'paragraph', text: '{{decision.text}}' }],
} as const satisfies DocumentTemplate['body'][number];
