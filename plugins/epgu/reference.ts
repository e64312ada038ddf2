import type { Json, JsonObject } from '@reglament/sdk';

/** What answers and later statuses need of a message of the portal's. */
export interface OrderReference {
  readonly service: string;
  readonly orderId: string;
  /** The message of СМЭВ, as the bus gave it to be answered. */
  readonly message: Json;
  readonly transaction?: string;
  /** Came as a type that somebody else has registered. */
  readonly foreign?: true;
}

export function writeReference({ service, orderId, message, transaction, foreign }: OrderReference): Json {
  return {
    ...{ service, orderId, message },
    ...(transaction === undefined ? {} : { transaction }),
    ...(foreign === true ? { foreign } : {}),
  };
}

/** @throws Error it is none of this plugin */
export function readReference(reference: Json): OrderReference {
  if (typeof reference === 'object' && reference !== null && !Array.isArray(reference)) {
    const { service, orderId, message, transaction, foreign } = reference as JsonObject;
    if (typeof service === 'string' && typeof orderId === 'string' && message !== undefined)
      return {
        ...{ service, orderId, message },
        ...(typeof transaction === 'string' ? { transaction } : {}),
        ...(foreign === true ? { foreign } : {}),
      };
  }
  throw new Error('a reference of this plugin names service, order and message');
}
