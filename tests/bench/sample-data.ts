/** Made up. Some forty answers, counting those about people: what an application of the first service has at its longest. */
export const answersTemplate = {
  oktmo: '73701000',
  cadastralNumber: '73:24:010203:45',
  area: 612.5,
  addressKind: 'address',
  landAddress: {
    text: 'г. Верхнереченск, ул. Луговая, д. 7',
    postalCode: '432001',
    region: 'Верхнереченская область',
  },
  resultDelivery: 'department',
  otherInfo: 'Участок граничит с землями общего пользования, подъезд с улицы Луговой.',
  otherInfoMore: 'Ранее выданный план утрачен; просьба указать красные линии и охранные зоны.',
};

export const personTemplate = {
  kind: 'person',
  surname: 'Ветрова',
  name: 'Алла',
  patronymic: 'Сергеевна',
  birthDate: '1980-05-17',
  snils: '112-233-445 95',
  inn: '500100732259',
  passport: { series: '7305', number: '123456', issuedBy: 'Отделом внутренних дел', issuedOn: '2005-06-01' },
  registrationAddress: '999001, г. Верхнереченск, ул. Луговая, д. 7',
  phone: '+7 900 000-00-01',
  email: 'vetrova@example.org',
};

const stems = ['Ветр', 'Снег', 'Лугов', 'Дубр', 'Берез', 'Сосн', 'Гром', 'Звон', 'Медв', 'Волк'];
const endings = ['ов', 'ин', 'ский', 'енко', 'аев', 'яков'];

/** 60 surnames, 10 names, 5 patronymics: a part of a surname finds about a sixtieth. */
export const names = {
  surnames: stems.flatMap((stem) => endings.map((ending) => `${stem}${ending}`)),
  first: ['Алла', 'Борис', 'Вера', 'Глеб', 'Дарья', 'Егор', 'Жанна', 'Захар', 'Инна', 'Кирилл'],
  patronymics: ['Сергеевич', 'Ильич', 'Петрович', 'Олегович', 'Андреевич'],
};

/** What a person would type to find one of them: the end of the stem and the ending. */
export const searched = names.surnames.map((surname) => surname.slice(1).toLowerCase());
