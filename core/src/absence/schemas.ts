const text = { type: 'string' } as const;
const id = { type: 'string', format: 'uuid' } as const;
const day = { type: 'string', format: 'date' } as const;
const person = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: { id, name: text },
} as const;

export const absenceSchemas = {
  AbsenceView: {
    type: 'object',
    description: 'Отсутствие сотрудника: дни ведомства, оба включительно',
    required: ['id', 'from', 'to', 'deputy'],
    additionalProperties: false,
    properties: { id, from: text, to: text, deputy: { oneOf: [{ type: 'null' }, person] } },
  },
  AbsenceList: {
    type: 'object',
    required: ['items', 'standsFor'],
    additionalProperties: false,
    properties: {
      items: { type: 'array', items: { $ref: '#/components/schemas/AbsenceView' } },
      standsFor: { type: 'array', items: person, description: 'Кого замещаю сегодня' },
    },
  },
  NewAbsence: {
    type: 'object',
    required: ['from', 'to'],
    additionalProperties: false,
    properties: { from: day, to: day, deputy: { ...id, description: 'Кто замещает; нет – никто' } },
  },
  ColleagueList: {
    type: 'object',
    required: ['items'],
    additionalProperties: false,
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'name', 'position'],
          additionalProperties: false,
          properties: { id, name: text, position: { type: ['string', 'null'] } },
        },
      },
    },
  },
  ColleagueQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { search: { type: 'string', maxLength: 100, description: 'Часть фамилии, имени или отчества' } },
  },
} as const;
