/** Said on the card of whoever reads a case only because they see a procedure on it. */
export const onlookerText =
  'Заявка открыта вам для чтения, пока идёт процедура по ней. Действуют по заявке те, у кого она в работе';

/** Beside each thing that is shut to them. */
export const readOnlyText = 'Заявка открыта вам только для чтения';
