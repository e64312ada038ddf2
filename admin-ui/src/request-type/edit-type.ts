import type { MessageForm, RequestType } from '@reglament/format';

/** A named change of the type; changes with one key that follow one another are one step. */
export type EditType = (label: string, change: (type: RequestType) => RequestType, key?: string) => void;

/** Of the question or of the answer. */
export type EditSide = (label: string, change: (side: MessageForm) => MessageForm) => void;
