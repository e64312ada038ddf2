import type { ApiTypes } from '@reglament/core/api';
import { request } from '@reglament/runtime-ui/client';

/** An application that a draft is tried with: of the stand of a test mode, or a real one. */
export type CasePlace = ApiTypes['TrialOfCase'];

/** The id of an application that this person may see. @throws Error in words for them */
export async function findByNumber(number: string): Promise<string> {
  const { items } = await request<ApiTypes['ApplicationList']>('/api/applications', { query: { number } });
  const found = items.find((one) => one.number === number);
  if (found === undefined) {
    throw new Error(
      `Заявки № ${number} нет, или вам она не видна. Проверьте номер; чтобы видеть заявки, нужна роль сотрудника – её дают в разделе «Люди и доступ».`,
    );
  }
  return found.id;
}
