import type { Client } from './http-client.ts';

export interface SampleAttorney {
  readonly from: string;
  readonly until: string;
  /** «Фамилия Имя Отчество». */
  readonly person: string;
  /** Attributes of the body beside its name. */
  readonly numbers?: string;
}

/** As a service of powers of attorney gives it out, in the federal format of number 003. */
export function attorneyXml({ from, until, person, numbers = 'ИННЮЛ="9900000013"' }: SampleAttorney): string {
  const [surname, name, patronymic] = person.split(' ');
  return `<?xml version="1.0" encoding="UTF-8"?><Доверенность xmlns="urn://x-artefacts/EMCHD_1"><Документ><Довер>
  <СвДов НомДовер="0f1e2d3c" ДатаВыдДовер="${from}" СрокДейст="${until}"/>
  <СвДоверит><Доверит><РосОргДовер><СвРосОрг НаимОрг="Управление архитектуры" ${numbers}/></РосОргДовер></Доверит></СвДоверит>
  <СвУпПред><Пред><СведФизЛ><ФИО Фамилия="${surname}" Имя="${name}" Отчество="${patronymic}"/></СведФизЛ></Пред></СвУпПред>
  <СвПолн><ТекстПолн ТекстСодПолн="Заверять копии"/></СвПолн></Довер></Документ></Доверенность>`;
}

/** Into the person's profile. */
export function bringAttorney(client: Client, text: string) {
  return client.send('PUT', `/api/me/attorney?${new URLSearchParams({ name: 'мчд.xml' })}`, {
    body: new TextEncoder().encode(text),
    headers: { 'Content-Type': 'application/octet-stream' },
  });
}
