/**
 * What the kit cannot make up by itself.
 * @type {import('@reglament/sdk/kit').KitSamples}
 */
export const kit = {
  refusing: ['closed'],
  inbox: [
    {
      kind: 'request',
      message: {
        asker: { code: 'example-registry', title: 'Реестр примеров' },
        number: 'РП-17',
        subject: 'Уточнение сведений',
        text: 'Верна ли запись 1234-56?',
      },
    },
  ],
};
