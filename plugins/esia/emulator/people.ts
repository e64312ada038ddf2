/** Who signs in in the demonstration; all are made up, the check digits are right. */
export interface DemoPerson {
  readonly id: string;
  readonly surname: string;
  readonly name: string;
  readonly patronymic: string;
  readonly snils: string;
  readonly organisations: readonly { readonly ogrn: string; readonly title: string }[];
}

const architecture = { ogrn: '1029990000149', title: 'Управление архитектуры и градостроительства' };
const land = { ogrn: '1029990000259', title: 'Комитет по земельным ресурсам' };
const city = { ogrn: '1029990000369', title: 'Управление городского хозяйства' };
const museum = { ogrn: '1029990000479', title: 'Краеведческий музей (не подключён)' };

export const people: readonly DemoPerson[] = [
  {
    id: 'sokolova',
    surname: 'Соколова',
    name: 'Марина',
    patronymic: 'Викторовна',
    snils: '70000013779',
    organisations: [architecture],
  },
  {
    id: 'melnikov',
    surname: 'Мельников',
    name: 'Артём',
    patronymic: 'Ильдарович',
    snils: '70000058195',
    organisations: [city, land, museum],
  },
  {
    id: 'novikova',
    surname: 'Новикова',
    name: 'Вера',
    patronymic: 'Андреевна',
    snils: '70000071086',
    organisations: [architecture],
  },
  { id: 'petrov', surname: 'Петров', name: 'Олег', patronymic: 'Львович', snils: '70000072088', organisations: [] },
];

export function findPerson(id: string): DemoPerson | undefined {
  return people.find((person) => person.id === id);
}

/** Unchanging there, and not the number itself. */
export function subjectOf({ id }: DemoPerson): string {
  return String(1_000_000_000 + people.findIndex((person) => person.id === id));
}

export function personOfSubject(subject: string): DemoPerson | undefined {
  return people.find((person) => subjectOf(person) === subject);
}
