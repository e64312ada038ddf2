import type { ApplicantData } from '../api.gen.ts';

/** As papers and lists name an applicant: «Иванова Мария Петровна», «ИП Иванов Иван Иванович», the title of an organisation. */
export function applicantName(data: ApplicantData): string {
  if (data.kind === 'organisation') return text(data.title) || text(data.shortTitle);
  const name = [data.surname, data.name, data.patronymic].map(text).filter(Boolean).join(' ');
  return data.kind === 'soleTrader' && name !== '' ? `ИП ${name}` : name;
}

function text(value: string | undefined): string {
  return value?.trim() ?? '';
}
