import { escapeText } from './document.ts';
import { namespacesOf, type Version } from './version.ts';

/** Everything that the faults schema names. */
export const faultNames = [
  'AccessDenied',
  'AttachmentContentMiscoordination',
  'AttachmentSizeLimitExceeded',
  'BusinessDataTypeIsNotSupported',
  'DestinationOverflow',
  'EndOfLifeReached',
  'IncorrectResponseContentType',
  'InvalidContent',
  'InvalidMessageIdFormat',
  'MessageIsAlreadySent',
  'PersonalAccessDenied',
  'QuoteLimitExceeded',
  'RecipientIsNotFound',
  'RequestIsNotFound',
  'SMEVFailure',
  'SenderIsNotRegistered',
  'SignatureVerificationFault',
  'StaleMessageId',
  'TargetMessageIsNotFound',
  'TransactionCodeInvalid',
  'UnknownMessageType',
] as const;
export type FaultName = (typeof faultNames)[number];

/** Those that carry a code and a description; the others are empty elements, all is said in `faultstring`. */
const described: readonly FaultName[] = [
  'AttachmentSizeLimitExceeded',
  'BusinessDataTypeIsNotSupported',
  'DestinationOverflow',
  'InvalidContent',
  'QuoteLimitExceeded',
  'SignatureVerificationFault',
  'TransactionCodeInvalid',
];
const describedSince13: readonly FaultName[] = [...described, 'EndOfLifeReached', 'PersonalAccessDenied'];

/** Numbers of the node that are known; where none is, none is made up. */
const numbers: Partial<Record<FaultName, string>> = {
  SignatureVerificationFault: 'SMEV-100',
  InvalidContent: 'SMEV-403',
  TargetMessageIsNotFound: 'SMEV-501',
};

export interface FaultDetail {
  readonly name: string;
  readonly value: string | number;
  readonly attributes?: string;
}

/** What the node refuses a call with. */
export class SmevFault extends Error {
  readonly fault: FaultName;
  readonly details: readonly FaultDetail[];

  constructor(fault: FaultName, text: string, details: readonly FaultDetail[] = []) {
    super(text);
    this.fault = fault;
    this.details = details;
  }
}

/** A message that is not even a call of the exchange. */
export class SoapTrouble extends Error {}

/** `soap:Fault` with all that the schema of this version has for it. */
export function faultXml(fault: SmevFault | SoapTrouble, version: Version): string {
  const isCaller = fault instanceof SoapTrouble;
  const detail = fault instanceof SmevFault ? `<detail>${detailXml(fault, version)}</detail>` : '';
  const code = `<faultcode>soap:${isCaller ? 'Client' : 'Server'}</faultcode>`;
  const text = `<faultstring>${escapeText(wordsOf(fault))}</faultstring>`;
  return `<soap:Fault>${code}${text}${detail}</soap:Fault>`;
}

/** The inside of a fault element, also of `SmevFault` in an asynchronous refusal. */
export function faultContent(fault: SmevFault, version: Version): string {
  if (!(version === '1.3' ? describedSince13 : described).includes(fault.fault)) return '';
  const details = fault.details.map(
    ({ name, value, attributes = '' }) => `<ns3:${name}${attributes}>${escapeText(String(value))}</ns3:${name}>`,
  );
  const description = `<Description>${escapeText(numbered(fault))}</Description>`;
  return `<Code>emulator:TR:SYNC:${fault.fault}</Code>${description}${details.join('')}`;
}

function detailXml(fault: SmevFault, version: Version): string {
  const { basic, faults } = namespacesOf(version);
  const content = faultContent(fault, version);
  return `<ns3:${fault.fault} xmlns:ns3="${faults}" xmlns="${basic}">${content}</ns3:${fault.fault}>`;
}

function wordsOf(fault: SmevFault | SoapTrouble): string {
  // Empty elements have no other place for their number.
  const isBare = fault instanceof SmevFault && !describedSince13.includes(fault.fault);
  return isBare ? numbered(fault) : fault.message;
}

export function numbered(fault: SmevFault): string {
  const number = numbers[fault.fault];
  return number ? `${number}:${fault.message}` : fault.message;
}
