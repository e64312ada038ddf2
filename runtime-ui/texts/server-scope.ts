import { type Message, wrap } from './wrap.ts';

/**
 * Whose Russian literals are texts that the server says to those who work with it; paths from the root of the project. All of the
 * core and of the plugins, but for what is named here, each with its reason.
 */
const kept: readonly (readonly [where: RegExp, why: string])[] = [
  [/\.(?:test|gen|d)\.ts$/, 'no texts of the product'],
  [/(?:^|[/-])schemas\.ts$/, 'the description of the interface for programs'],
  [/^core\/src\/(?:api-docs|openapi|generate-api)\.ts$/, 'the description of the interface for programs'],
  [
    /^core\/src\/(?:cli|config|kept-days|main|listen|log|metrics|gauges|secret-key|plugins)\.ts$/,
    'who starts the server reads it',
  ],
  [/^core\/src\/(?:backup|database|plugin)\/|\/(?:[a-z-]+-)?cli(?:-lines)?\.ts$/, 'the command line'],
  [/^core\/src\/file\/location\.ts$/, 'who starts the server reads it'],
  [/^core\/src\/regulation\//, 'a paper for lawyers'],
  [/^core\/src\/document\/(?:build-document|converters|render-docx)\.ts$/, 'words of papers'],
  [/^core\/src\/(?:received-document\/receipt|decision\/stamped-copy|paper-stream)\.ts$/, 'papers and letters'],
  [/^core\/src\/application\/(?:register|portal\/tell-portal)\.ts$/, 'numbers, and what the applicant reads'],
  [/^core\/src\/(?:demo|test-run\/stand)\//, 'made-up people and bodies'],
  [/^core\/src\/(?:form\/example-value|trial\/(?:sample-paper|draft-example))\.ts$/, 'made-up people and answers'],
  [
    /^core\/src\/definition-draft\/(?:blank|code-of-title)\.ts$/,
    'words that begin a definition, which is Russian first',
  ],
  [/^plugins\/sdk\//, 'the kit that a plugin is tried by'],
  [
    /^plugins\/[a-z0-9-]+\/(?:emulator(?:\/|\.ts$)|kit|mailbox-page|demonstration|exchange\/scene)/,
    'the other side, made up',
  ],
  [/^plugins\/[a-z0-9-]+\/command\//, 'the command line'],
];

export function isSaidByServer(path: string): boolean {
  return /^(?:core\/src|plugins\/[a-z0-9-]+)\/.+\.ts$/.test(path) && !kept.some(([where]) => where.test(path));
}

/** The file that has the English of what this one says: a part of the core, or a plugin. */
export function catalogueOf(path: string): string {
  const [, folder = ''] = /^((?:core\/src|plugins)(?:\/[a-z0-9-]+(?=\/))?)/.exec(path) ?? [];
  return `${folder}/en.json`;
}

/** Russian that is compared, stored or sent as it is: letters of SQL, places in papers of the tax service, marks of XML, passwords that all know. */
const keptTexts = /^(?:\/\/\S|replace\(|<|й?цукен|пароль|администратор$)/;

/** A line of the description of the interface, and how a look is called in the log. */
const described = new Set<unknown>(['summary', 'recordedAs']);

/** What a file of the server says, in the order of the source. */
export function saidIn(path: string, source: string): readonly Message[] {
  if (!isSaidByServer(path)) return [];
  return wrap(path, source, (property) => described.has(property)).messages.filter(({ text }) => !keptTexts.test(text));
}
