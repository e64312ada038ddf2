const version = { type: 'integer', minimum: 1, maximum: 2_147_483_647 } as const;
const format = { type: 'string', enum: ['pdf', 'docx'], description: 'По умолчанию pdf' } as const;
const since = { ...version, description: 'Только отличия от этой версии, по пунктам' } as const;

export const regulationSchemas = {
  RegulationQuery: {
    type: 'object',
    additionalProperties: false,
    properties: { format, since, version: { ...version, description: 'Версия; без неё – действующая' } },
  },
  DraftRegulationQuery: { type: 'object', additionalProperties: false, properties: { format, since } },
} as const;
