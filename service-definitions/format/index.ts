import calendar from './calendar.schema.json' with { type: 'json' };
import type { DefinitionKinds } from './definitions.gen.ts';
import demo from './demo.schema.json' with { type: 'json' };
import dictionary from './dictionary.schema.json' with { type: 'json' };
import form from './form.schema.json' with { type: 'json' };
import mapping from './mapping.schema.json' with { type: 'json' };
import requestType from './request-type.schema.json' with { type: 'json' };
import service from './service.schema.json' with { type: 'json' };
import template from './template.schema.json' with { type: 'json' };
import trial from './trial.schema.json' with { type: 'json' };
import workflow from './workflow.schema.json' with { type: 'json' };
import workplace from './workplace.schema.json' with { type: 'json' };

export type * from './definitions.gen.ts';

/** The kinds of definitions that are kept in versions, in the order in which they refer to one another. */
export const definitionKinds = ['calendar', 'dictionary', 'workplace', 'workflow', 'requestType', 'service'] as const;
export type DefinitionKind = (typeof definitionKinds)[number];
export type Definition = DefinitionKinds[DefinitionKind];

/** JSON Schemas draft-07 of everything an administrator may say; they refer to one another by `$id`. */
export const schemas = {
  form,
  mapping,
  template,
  trial,
  requestType,
  service,
  workflow,
  workplace,
  dictionary,
  calendar,
  demo,
} as const;
