const text = { type: 'string' } as const;

export const issueSchemas = {
  IssueView: {
    type: 'object',
    description: 'Выдача результата на руки',
    required: ['receiver', 'name', 'document', 'confirmation', 'issuedOn', 'at', 'by'],
    additionalProperties: false,
    properties: {
      receiver: { type: 'string', enum: ['applicant', 'representative', 'other'] },
      name: { ...text, description: 'Кто получил' },
      document: { ...text, description: 'Что предъявил' },
      confirmation: { ...text, description: 'Как подтвердил получение' },
      issuedOn: { ...text, description: 'День выдачи' },
      at: { ...text, description: 'Когда внесено' },
      by: {
        type: 'object',
        description: 'Кто выдал',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: { id: text, name: text },
      },
    },
  },
} as const;
