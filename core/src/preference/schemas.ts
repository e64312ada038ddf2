const locale = { type: 'string', enum: ['ru', 'en'], description: 'Язык интерфейса' } as const;
const toured = { type: 'boolean', description: 'Знакомство с интерфейсом пройдено' } as const;
const favouriteServices = {
  type: 'array',
  maxItems: 100,
  uniqueItems: true,
  items: { type: 'string', pattern: '^[a-z][a-zA-Z0-9]{1,39}$' },
  description: 'Коды избранных услуг: они стоят первыми, когда создают заявку',
} as const;

export const preferenceSchemas = {
  Preferences: {
    type: 'object',
    description: 'Как человеку удобен интерфейс, в любом из его ведомств',
    required: ['locale', 'toured', 'favouriteServices'],
    additionalProperties: false,
    properties: {
      locale: { type: ['string', 'null'], enum: ['ru', 'en', null], description: 'null – по браузеру' },
      toured,
      favouriteServices,
    },
  },
  PreferenceChange: {
    type: 'object',
    description: 'Названное меняется, остальное – как было',
    minProperties: 1,
    additionalProperties: false,
    properties: { locale, toured, favouriteServices },
  },
} as const;
