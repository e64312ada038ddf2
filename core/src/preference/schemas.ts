const locale = { type: 'string', enum: ['ru', 'en'], description: 'Язык интерфейса' } as const;
const toured = { type: 'boolean', description: 'Знакомство с интерфейсом пройдено' } as const;

export const preferenceSchemas = {
  Preferences: {
    type: 'object',
    description: 'Как человеку удобен интерфейс, в любом из его ведомств',
    required: ['locale', 'toured'],
    additionalProperties: false,
    properties: {
      locale: { type: ['string', 'null'], enum: ['ru', 'en', null], description: 'null – по браузеру' },
      toured,
    },
  },
  PreferenceChange: {
    type: 'object',
    description: 'Названное меняется, остальное – как было',
    minProperties: 1,
    additionalProperties: false,
    properties: { locale, toured },
  },
} as const;
