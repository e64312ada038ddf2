import type { DecisionSpec, RefusalGround, ServiceDefinition, Title } from '@reglament/format';
import type { ApiTypes } from '../api.gen.ts';
import { wholeDictionary } from '../dictionary/entry-view.ts';
import { type BodyValues, withBodyValues } from '../form/body-values.ts';
import { titleOf } from '../rules.ts';
import type { DefinitionVersion } from './definition-version.ts';
import type { DefinitionStore } from './store.ts';

/** A version of a service as screens take it: with its workflow and the dictionaries that its form names. Pure. */
export function serviceView(
  { content, version }: DefinitionVersion<'service'>,
  definitions: Pick<DefinitionStore, 'findLatest'>,
  body?: BodyValues,
): ApiTypes['ServiceView'] {
  return {
    ...headOf(content, version),
    basis: content.basis.map(({ title, clause }) => ({ title, clause: clause ?? null })),
    approval: content.approval,
    term: content.term === undefined ? null : { days: content.term.days, unit: content.term.unit },
    form: { ...(body === undefined ? content.form : withBodyValues(content.form, body)) },
    rules: content.rules ?? {},
    documents: content.documents.map(({ title, description, ...rest }) => ({
      ...rest,
      title: titleOf(title, 'ru'),
      description: optionalTitle(description),
    })),
    grounds: (content.grounds ?? []).map(groundView),
    variants: content.variants === undefined ? null : { ...content.variants },
    decisions: {
      grant: decisionView(content.decisions.grant),
      refuse: decisionView(content.decisions.refuse),
      ...(content.decisions.reject && { reject: decisionView(content.decisions.reject) }),
      ...(content.decisions.dismiss && { dismiss: decisionView(content.decisions.dismiss) }),
    },
    workflow: { ...definitions.findLatest('workflow', content.workflow)?.content },
    ...dictionariesView(content, definitions),
  };
}

/** What a list of services shows of one. */
export function headOf(
  content: ServiceDefinition,
  version: number,
): Omit<ApiTypes['ServiceItem'], 'canCreate' | 'taxed'> {
  return {
    code: content.code,
    title: titleOf(content.title, 'ru'),
    shortTitle: optionalTitle(content.shortTitle),
    description: optionalTitle(content.description),
    version,
    applicants: content.applicants,
  };
}

function optionalTitle(title: Title | undefined): string | null {
  return title === undefined ? null : titleOf(title, 'ru');
}

function decisionView({ title, message, grounds = [] }: DecisionSpec): ApiTypes['ServiceView']['decisions']['grant'] {
  return { title: titleOf(title, 'ru'), message: titleOf(message, 'ru'), grounds: grounds.map(groundView) };
}

function groundView({ code, title, clause, substance }: RefusalGround): ApiTypes['RefusalGroundView'] {
  return { code, title: titleOf(title, 'ru'), clause, ...(substance ? { substance } : {}) };
}

/** Entries of the short dictionaries that the form names, codes of the long ones. */
export function dictionariesView(
  content: ServiceDefinition,
  definitions: Pick<DefinitionStore, 'findLatest'>,
): Pick<ApiTypes['ServiceView'], 'dictionaries' | 'longDictionaries'> {
  const known = dictionariesOf(content).flatMap((code) => {
    const dictionary = definitions.findLatest('dictionary', code)?.content;
    return dictionary === undefined ? [] : [{ code, entries: wholeDictionary(dictionary) }];
  });
  return {
    dictionaries: Object.fromEntries(known.flatMap(({ code, entries }) => (entries ? [[code, entries]] : []))),
    longDictionaries: known.flatMap(({ code, entries }) => (entries ? [] : [code])),
  };
}

function dictionariesOf({ form }: ServiceDefinition): string[] {
  return [...new Set(Object.values(form.ui ?? {}).flatMap(({ dictionary }) => dictionary ?? []))];
}
