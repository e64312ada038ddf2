import type { SchemaNote } from './schema-fault.ts';

interface About {
  /** Of the element around. */
  readonly path: string;
  readonly name: string;
  readonly members: string;
}

type Words = readonly [level: SchemaNote['level'], code: string, message: string];

/** What the reader says of a schema that it cannot take over as it stands. */
export const words = {
  anyType: ({ path }: Pick<About, 'path'>): Words => [
    'warning',
    'anyType',
    `«${path}» без типа: в нём может быть что угодно, в форме – текст`,
  ],
  anyTypeNamed: ({ path }: Pick<About, 'path'>): Words => [
    'warning',
    'anyType',
    `«${path}» имеет тип anyType: в нём может быть что угодно, в форме – текст`,
  ],
  unknownType: ({ name, path }: Pick<About, 'name' | 'path'>): Words => [
    'error',
    'unknownType',
    `Тип «${name}» элемента «${path}» нигде не описан: приложите файл с ним`,
  ],
  abstractType: ({ name, path }: Pick<About, 'name' | 'path'>): Words => [
    'error',
    'abstractType',
    `Тип «${name}» элемента «${path}» абстрактный: выбор типа через xsi:type не поддерживается`,
  ],
  mixed: ({ path }: Pick<About, 'path'>): Words => [
    'warning',
    'mixed',
    `«${path}»: текст между элементами (mixed) не переносится`,
  ],
  any: ({ path }: Pick<About, 'path'>): Words => [
    'warning',
    'any',
    `«${path}»: место для любых элементов (xs:any) не заполняется и не читается`,
  ],
  unknownGroup: ({ name }: Pick<About, 'name'>): Words => [
    'error',
    'unknownGroup',
    `Группа «${name}» нигде не описана`,
  ],
  unknownElement: ({ name }: Pick<About, 'name'>): Words => [
    'error',
    'unknownElement',
    `Элемент «${name}» нигде не описан: приложите файл с ним`,
  ],
  substitution: ({ name, path, members }: Pick<About, 'name' | 'path' | 'members'>): Words => [
    'info',
    'substitution',
    `«${name}» в «${path}» заменяется одним из: ${members}`,
  ],
} as const;
