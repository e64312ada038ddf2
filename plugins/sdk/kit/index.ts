/** The test kit that any plugin must pass, and the host that it passes it on. */

export { type KitResult, kitCases, runKit, type TestRunner, testPlugin } from './kit.ts';
export type { KitCase } from './kit-case.ts';
export { createKitClock, type KitClock } from './kit-clock.ts';
export type { KitFetchOptions } from './kit-fetch.ts';
export type { KitGround } from './kit-ground.ts';
export { type KitHost, type KitHostOptions, type KitLends, kitBody, openKitHost } from './kit-host.ts';
export type { KitSamples } from './kit-samples.ts';
export { type KitStore, openKitStore } from './kit-store.ts';
export { sampleAnswers } from './sample-answers.ts';
export { sampleFile, sampleNotice, sampleReply, sampleRequest } from './sample-messages.ts';
export { toySigner } from './toy-signer.ts';
