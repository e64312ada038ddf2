import type { Scenario } from '@reglament/sdk';
import { checkJson } from './check-json.ts';
import { type FaultName, faultNames, SmevFault } from './fault.ts';
import { type Mishap, mishapKinds } from './mailbox.ts';
import type { ResponseData } from './response-data.ts';
import type { ResponseOptions } from './response-letter.ts';

type Special = Extract<Scenario, { kind: 'special' }>;

/** What only СМЭВ does to an answer. */
export interface SpecialResponse {
  readonly data?: ResponseData;
  readonly options?: Partial<ResponseOptions>;
}

/** Names of scenarios, each with what it makes of the answer. */
const responses: Readonly<Record<string, (special: Special, messageId: string) => SpecialResponse>> = {
  /** The provider refuses with this code. */
  reject: ({ with: given }) => ({
    data: {
      kind: 'rejected',
      reasons: [{ code: String(given?.code ?? 'NO_DATA'), text: String(given?.text ?? 'Отклонено поставщиком') }],
    },
  }),
  /** The node refuses what it had taken. */
  smevReject: ({ with: given }, messageId) => ({
    data: { kind: 'refusedBySmev', fault: faultFrom(given, `Отклонено СМЭВ. MessageId = ${messageId}`) },
  }),
  wrongSmevSignature: ({ with: given }) => ({
    options: { spoilt: { smev: given?.how === 'signature' ? 'signature' : 'digest' } },
  }),
  wrongSenderSignature: ({ with: given }) => ({
    options: { spoilt: { sender: given?.how === 'signature' ? 'signature' : 'digest' } },
  }),
  noSmevSignature: () => ({ options: { spoilt: { smev: 'absent' } } }),
  /** About a request that this body never made. */
  foreign: () => ({ options: { isForeign: true } }),
  /** Handing it out goes wrong this many times. */
  mishap: ({ with: given }) => ({
    options: { mishap: { kind: String(given?.how ?? 'garbage') as Mishap, times: Number(given?.times ?? 1) } },
  }),
};

/** Names on the way in: `fault` refuses before anything is taken, `slow` holds the answer back. */
const onArrival = ['fault', 'slow'];

/** @throws Error in words: a scenario that is not known here, or is badly put */
export function checkScenario(scenario: Scenario): void {
  if (scenario.kind === 'answer' && scenario.answer) {
    checkJson({ title: 'answer', ...scenario.answer }, { title: 'Сценарий answer', definition: 'answer' });
  }
  if (scenario.kind !== 'special') return;
  const { name, with: given } = scenario;
  const known = [...onArrival, ...Object.keys(responses)];
  if (!known.includes(name)) throw new Error(`Неизвестный сценарий «${name}». Есть: ${known.join(', ')}`);
  const { fault, how } = given ?? {};
  if (fault !== undefined && !faultNames.some((each) => each === fault)) {
    throw new Error(`Неизвестная ошибка «${String(fault)}». Есть: ${faultNames.join(', ')}`);
  }
  const ways = waysOf[name];
  if (how !== undefined && !ways?.some((each) => each === how)) {
    throw new Error(`Сценарий «${name}»: how – ${ways?.join(', ') ?? 'не задаётся'}`);
  }
}

const waysOf: Readonly<Record<string, readonly string[]>> = {
  mishap: mishapKinds,
  wrongSmevSignature: ['digest', 'signature'],
  wrongSenderSignature: ['digest', 'signature'],
};

export function specialResponse(special: Special, messageId: string): SpecialResponse | undefined {
  return responses[special.name]?.(special, messageId);
}

/** A fault that a call is refused with before anything is taken. */
export function specialFault(scenario: Scenario): SmevFault | undefined {
  if (scenario.kind !== 'special' || scenario.name !== 'fault') return undefined;
  return faultFrom(scenario.with, 'Отказано по сценарию');
}

/** Seconds of real time that the answer to a call is held back. */
export function specialDelay(scenario: Scenario): number {
  return scenario.kind === 'special' && scenario.name === 'slow' ? Number(scenario.with?.seconds ?? 1) : 0;
}

function faultFrom(given: Special['with'], text: string): SmevFault {
  const name = faultNames.find((each) => each === given?.fault) ?? 'SMEVFailure';
  return new SmevFault(name, String(given?.text ?? text), requiredDetails[name]);
}

/** What the schema wants inside of a fault. */
const requiredDetails: Partial<Record<FaultName, SmevFault['details']>> = {
  AttachmentSizeLimitExceeded: [
    { name: 'PermittedTotalAttachmentSize', value: 1_000_000_000 },
    { name: 'RealTotalAttachmentSize', value: 1_000_000_001 },
  ],
  BusinessDataTypeIsNotSupported: [
    { name: 'RootElementLocalName', value: 'Unknown' },
    { name: 'RootElementNamespaceURI', value: 'urn:unknown' },
  ],
  DestinationOverflow: [
    { name: 'MessageBrokerAddress', value: 'emulator' },
    { name: 'DestinationName', value: 'emulator' },
  ],
  InvalidContent: [{ name: 'ValidationError', value: 'По сценарию', attributes: ' errorPosition="-1"' }],
  QuoteLimitExceeded: [
    { name: 'RemainedTotalQuoteSize', value: 0 },
    { name: 'RealTotalAttachmentSize', value: 1 },
  ],
  SignatureVerificationFault: [{ name: 'SignatureVerificationFault', value: 'SignatureIsInvalid' }],
};
