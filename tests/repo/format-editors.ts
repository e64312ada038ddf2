import { schemas } from '../../service-definitions/format/index.ts';
import type { SourceFile } from './source-tree.ts';

/** Where each part of the format is edited: the files must speak of every member of it, or it can be written as JSON only. */
const editors: Readonly<Record<string, readonly string[]>> = {
  JsonSchema: [
    'studio/form/field-properties.tsx',
    'studio/form/choice-list.tsx',
    'studio/form/extras',
    'studio/form/inner',
    'studio/form/field-kinds.ts',
    'studio/schema',
  ],
  FormSchema: ['studio/form/form-commands.ts', 'studio/schema'],
  FieldUi: ['studio/form/field-properties.tsx', 'studio/form/extras', 'studio/form/field-kinds.ts'],
  FormSection: ['studio/form/section-block.tsx', 'studio/form/form-commands.ts', 'studio/form/block'],
  SectionSource: ['studio/form/block'],
  FormDefinition: ['studio/form/form-commands.ts'],
  ...of('studio/requests', [
    ...['ParseDateConverter', 'FormatDateConverter', 'TitleConverter', 'CodeConverter', 'JoinConverter'],
    ...['NamePartConverter', 'ConstConverter', 'YesNoConverter', 'IsYesConverter', 'CodesConverter', 'PickConverter'],
    ...['MappingRow', 'ServiceRequest'],
  ]),
  ...of('request-type', ['RequestType', 'RegistryEntry', 'RequestMessage', 'MessageForm', 'EmulatedAnswer']),
  ...of('studio/passport-tab.tsx', ['LegalBasis', 'NumberRule']),
  ...of('studio/term', ['Term', 'TermExtension', 'StageDays']),
  NamedRule: ['studio/rules-tab.tsx'],
  ServiceDocument: ['studio/documents-tab.tsx'],
  RefusalGround: ['studio/grounds-tab.tsx'],
  ...of('studio/variants', ['VariantDocument', 'ServiceVariant', 'VariantTable']),
  DecisionSpec: ['studio/decisions-tab.tsx', 'studio/signing'],
  SigningPlace: ['studio/signing'],
  ...of('studio/duty', ['StateDuty', 'DutyAmount', 'DutyExemption', 'DutyPayee']),
  Retention: ['studio/retention'],
  ...of('studio/portal', ['PortalStatus', 'PortalIntake', 'ServicePortal']),
  ProcedureSpec: ['studio/listing'],
  ServiceDefinition: [
    ...['passport', 'rules', 'documents', 'grounds', 'decisions'].map((name) => `studio/${name}-tab.tsx`),
    ...['form', 'listing', 'portal', 'requests', 'template', 'term', 'duty', 'retention', 'tryout', 'variants'].map(
      (name) => `studio/${name}`,
    ),
  ],
  ...of('studio/template', [
    ...['HeadingNode', 'ParagraphNode', 'ListNode', 'TableColumn', 'TableNode', 'IfNode', 'EachNode', 'StampNode'],
    ...['PageBreakNode', 'SpaceNode', 'DocumentTemplate'],
  ]),
  ...of('studio/tryout', ['ExpectedClosing', 'TrialExpectation', 'TrialStep', 'ServiceTrial']),
  ...of('studio/process', [
    ...[
      'WorkflowFunction',
      'WorkflowState',
      'TransitionTarget',
      'WorkflowAction',
      'DeadlineAudience',
      'DeadlineNotices',
    ],
    ...[
      'WorkflowDefinition',
      'RegisterEffect',
      'AssignEffect',
      'DecideEffect',
      'ReturnDecisionEffect',
      'PublishEffect',
    ],
    ...['RenderDecisionEffect', 'RequireSignatureEffect', 'SendBackEffect', 'AcceptCorrectionsEffect', 'NotifyEffect'],
    ...['PauseEffect', 'ResumeEffect', 'ExtendEffect', 'RecomputeEffect', 'StartRequestsEffect', 'RevokeEffect'],
    'IssueEffect',
  ]),
  ...of('studio/workplace', ['Workplace', 'WorkplaceTab', 'WorkplaceColumn']),
  ...of('studio/dictionary', ['Dictionary', 'DictionaryEntry']),
  CalendarDefinition: ['studio/calendar'],
};

/** What stays in JSON, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'RequestType.requestKind': 'имя вида внутри модуля: у вида, описанного данными, его нет',
};

/** What every definition says of itself: nobody types it. */
const heads: ReadonlySet<string> = new Set(['format', 'kind', 'code']);

function of(place: string, names: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(names.map((name) => [name, [place]]));
}

function sourceOf(place: string, files: readonly SourceFile[]): string {
  const path = `admin-ui/src/${place}`;
  const own = files.filter((file) => file.path === path || file.path.startsWith(`${path}/`));
  return own
    .filter((file) => !file.path.endsWith('.test.ts'))
    .map(({ text }) => text)
    .join('\n');
}

/** As a member: read, written, or named in a table of members; a word of the language that looks the same is not. */
function speaksOf(source: string, member: string): boolean {
  const name = member.replaceAll('$', '\\$');
  return new RegExp(`['".]${name}(?![\\w(])|(?<![\\w$])${name}(?=\\s*[:,}'"=])`).test(source);
}

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
}

function membersOf({ properties = {} }: Node): string[] {
  return Object.entries(properties).flatMap(([name, inner]) => [name, ...membersOf(inner)]);
}

const { demo: _, ...formats } = schemas;
const parts = Object.values(formats)
  .flatMap(({ definitions }) => Object.entries(definitions as Record<string, Node>))
  .map(([name, node]) => ({ name, members: membersOf(node) }))
  .filter(({ name, members }) => members.length > 0 && name !== 'Title');

/** What the format says and no editor speaks of, and rows above that are not true any more. */
export function findUnedited(files: readonly SourceFile[]): string[] {
  const unnamed = parts.filter(({ name }) => !Object.hasOwn(editors, name));
  const gone = Object.keys(editors).filter((name) => !parts.some((part) => part.name === name));
  const missing = parts.flatMap(({ name, members }) => {
    const source = (editors[name] ?? []).map((place) => sourceOf(place, files)).join('\n');
    const unknown = members.filter((member) => !heads.has(member) && !speaksOf(source, member));
    return unknown.map((member) => `${name}.${member}`);
  });
  return [
    ...unnamed.map(({ name }) => `${name}: назовите в tests/repo/format-editors.ts, где это правится`),
    ...gone.map((name) => `${name}: в формате такого нет, уберите из tests/repo/format-editors.ts`),
    ...missing
      .filter((one) => !Object.hasOwn(exceptions, one))
      .map((one) => `${one}: редактор этого не знает, пришлось бы писать JSON`),
    // An exception that is not one any more would hide the next gap.
    ...Object.keys(exceptions)
      .filter((one) => !missing.includes(one))
      .map((one) => `${one}: уже не исключение, уберите из tests/repo/format-editors.ts`),
  ];
}
