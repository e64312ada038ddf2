import type { OrderApplication } from '../../plugins/epgu/wire/order.ts';
import type { JsonObject } from '../../plugins/sdk/src/index.ts';
import { treeAnswers } from './city.ts';
import { personNumber } from './factories.ts';

let number = 700;

/** An application for felling as a portal sends it, whole, each of somebody else. */
export function filed(changes: Partial<OrderApplication> = {}): OrderApplication {
  number += 1;
  return {
    ...{ kind: 'application', orderId: `7645${number}`, source: 'epgu', submittedAt: new Date('2026-03-02T09:00:00Z') },
    ...{ department: 'city', service: 'treeFellingPermit', documents: [] },
    applicant: personNumber(number) as unknown as JsonObject,
    answers: treeAnswers() as JsonObject,
    ...changes,
  };
}
