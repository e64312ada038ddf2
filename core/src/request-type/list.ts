import type { FormDefinition, JsonSchema, RequestType, ServiceDefinition } from '@reglament/format';
import type { Plugin } from '@reglament/sdk';
import type { ApiTypes } from '../api.gen.ts';
import type { Finding } from '../definition/finding.ts';
import { titleOf } from '../rule/title.ts';

interface Published {
  readonly version: number;
  readonly content: RequestType;
}

export interface Listing {
  readonly plugins: readonly Plugin[];
  readonly types: readonly Published[];
  readonly services: readonly ServiceDefinition[];
  readonly findings: (type: RequestType) => readonly Finding[];
}

/** «Виды запросов»: what is published, by whom it is sent, where it is used. */
export function requestTypeList({ plugins, types, services, findings }: Listing): ApiTypes['RequestTypeList'] {
  const asking = plugins.filter(
    ({ id, requestKinds, draftRequestType }) =>
      requestKinds !== undefined ||
      draftRequestType !== undefined ||
      types.some(({ content }) => content.plugin === id),
  );
  return {
    providers: asking.map(({ id, title, draftRequestType }) => ({
      id,
      title: titleOf(title, 'ru'),
      drafts: draftRequestType !== undefined,
    })),
    items: types.map(({ version, content }) => {
      const found = findings(content);
      const count = (level: Finding['level']) => found.filter((one) => one.level === level).length;
      return {
        code: content.code,
        title: titleOf(content.title, 'ru'),
        plugin: content.plugin,
        version,
        described: content.message !== undefined,
        registry: registryText(content.registry),
        questions: fieldsIn(content.message?.question.form),
        answers: fieldsIn(content.message?.answer.form),
        findings: { errors: count('error'), warnings: count('warning') },
        services: services
          .filter(({ requests = [] }) => requests.some(({ type }) => type === content.code))
          .map(({ code, title }) => ({ code, title: titleOf(title, 'ru') })),
      };
    }),
  };
}

function registryText(entry: RequestType['registry']): string | null {
  if (entry === undefined) return null;
  return [entry.number, entry.version && `версия ${entry.version}`].filter(Boolean).join(', ');
}

function fieldsIn(form: FormDefinition | undefined): number {
  const inside = ({ properties = {}, items }: Pick<JsonSchema, 'properties' | 'items'>): number =>
    Object.values(properties).reduce((sum, field) => sum + 1 + inside(field), items === undefined ? 0 : inside(items));
  return form === undefined ? 0 : inside(form.schema);
}
