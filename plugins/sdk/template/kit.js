/**
 * What the kit cannot make up by itself: questions that examples in the form do not give, messages for the inbox.
 * @type {import('@reglament/sdk/kit').KitSamples}
 */
export const kit = { parts: ['send', 'receive', 'check'] };
