/** What emulators over HTTP are made of. A plugin imports it only when its emulator is asked for. */

export { type EmulatorControl, openEmulatorControl } from './control.ts';
export { type Exchange, type HttpServer, openHttpServer } from './http-server.ts';
export { createMessageQueue, type MessageQueue, type QueuedMessage, type QueueOptions } from './message-queue.ts';
export { type Arrival, answerBytes, type Laid, type OtherSide, openOtherSide, type Verdict } from './other-side.ts';
export { type ParticipantOptions, participantHost, writeWhole } from './participant.ts';
export { hasOwnAnswer, type PlayedAnswer, playedAnswer } from './played-answer.ts';
export { serveQueue } from './queue-routes.ts';
export { createScenarioPlayer, type ScenarioPlayer } from './scenario-player.ts';
