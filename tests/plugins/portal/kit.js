const applicant = { kind: 'person', surname: 'Иванова', name: 'Анна', patronymic: 'Петровна', snils: '112-233-445 95' };

/**
 * What the kit cannot make up by itself.
 * @type {import('@reglament/sdk/kit').KitSamples}
 */
export const kit = {
  inbox: [
    {
      kind: 'application',
      sender: 'PORTAL',
      message: {
        kind: 'application',
        externalId: 'portal-1',
        sender: 'PORTAL',
        service: 'landPlotPlan',
        applicant,
        answers: { purpose: 'Строительство жилого дома' },
        submittedAt: '2026-03-02T09:00:00Z',
        files: [{ name: 'Заявление.txt', text: 'Прошу выдать план', document: 'statement' }],
      },
    },
    {
      kind: 'correction',
      message: { kind: 'correction', externalId: 'portal-1', answers: { purpose: 'Реконструкция' } },
    },
    {
      kind: 'cancel',
      sender: 'OTHER',
      message: { kind: 'cancel', externalId: 'portal-1', sender: 'OTHER', reason: 'Передумала' },
    },
    { kind: 'text', message: { kind: 'text', externalId: 'portal-1', text: 'Когда будет готово?' } },
  ],
};
