/** The door for other concepts. */
export { openDraftOf } from './open.ts';
