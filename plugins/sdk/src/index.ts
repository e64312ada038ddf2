/**
 * The plugin contract, version 1.0. Types, the one error class that crosses the border, and one rule of evidence for whoever is a host. What can be known without
 * keys or a network stands on the plugin, what talks to the other side is a connection (plugin + settings + body).
 * A change that an existing plugin could notice makes a new version; the kit in `@reglament/sdk/kit` says what holds.
 */

export type { BodyRef } from './body.ts';
export type { Bus, BusFile, BusMessage, NewBusMessage } from './bus.ts';
export type { Called, IncomingCall } from './call.ts';
export type { CliCommand, CommandExit, Terminal } from './command.ts';
export type {
  Emulated,
  Emulator,
  EmulatorOptions,
  Exchange,
  ExchangedType,
  Participant,
  Scenario,
} from './emulator.ts';
export { isProviderError, ProviderError } from './error.ts';
export type { FileContent, IncomingFile, OutgoingFile } from './file.ts';
export { type ClientIdentity, concealed, type ExchangeRecord, type Host } from './host.ts';
export type { EndedEntrance, Identity, IdentityPerson } from './identity.ts';
export type {
  Incoming,
  IncomingApplication,
  IncomingCancel,
  IncomingCorrection,
  IncomingRef,
  IncomingRequest,
  IncomingText,
  IncomingUnreadable,
  Reply,
} from './incoming.ts';
export type { Json, JsonObject } from './json.ts';
export type { Notice, NoticeAnswer, NoticeKind } from './notice.ts';
export type { Notifier, NotifierMessage, NotifyWay } from './notifier.ts';
export type { ConfigForm, Connection, Health, Need, Plugin } from './plugin.ts';
export type { OfferedService, PortalEmulator, PortalGround, PortalOptions } from './portal.ts';
export type {
  Delivery,
  FormContext,
  KeyBits,
  OfficialSignature,
  Outcome,
  OutgoingRequest,
  Prepared,
  QuestionProblem,
  Receipt,
  RequestKind,
  RequestStatus,
  Reread,
  SignedBy,
  TypeRemark,
} from './request.ts';
export type {
  DraftChoice,
  DraftNote,
  DraftRoot,
  RequestTypeDefinition,
  RequestTypeDraft,
  SourceFile,
} from './request-type.ts';
export type { ProvidedService } from './service.ts';
export type {
  BareSignature,
  CertificateFacts,
  SignatureStatus,
  SignatureVerdict,
  Signer,
  TrainingKey,
  TrainingPerson,
} from './signer.ts';
