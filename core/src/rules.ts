/** The public door of pure functions, for the engine, the interfaces and the tests alike. */

export { scopeTitles } from './access/scope.ts';
export type { WorkflowContext } from './application/facts.ts';
export { isEnded } from './application/overdue.ts';
export { type ActionAvailability, available } from './application/workflow.ts';
export { calendarOf } from './calendar/calendar-of.ts';
export { type Due, type DueRequest, type DueTerm, due } from './calendar/due.ts';
export { addDays, daysBetween, isIsoDate, yearsBetween } from './calendar/iso-date.ts';
export type { LedgerEntry } from './calendar/ledger.ts';
export {
  addWorkingDays,
  isWorkingDay,
  type MissingYear,
  type WorkCalendar,
  type WorkingDate,
  type WorkingDays,
  type WorkYear,
  workingDaysBetween,
} from './calendar/work-calendar.ts';
export { csvMark, csvText } from './csv.ts';
export { newGrounds } from './decision/repeat-refusal.ts';
export { compareDefinitions } from './definition/compare/compare.ts';
export { formChanges } from './definition/compare/form.ts';
export { longestWay, shortestDays, takesDays, withStages } from './definition/course-days.ts';
export { codeOfTitle } from './definition-draft/code-of-title.ts';
export { applyChanges, type Change, DeltaMismatch, differences, inverted } from './definition-draft/delta.ts';
export { nearestPlaceholder } from './document/nearest-placeholder.ts';
export { parseText } from './document/placeholder.ts';
export { knownPlaceholders } from './document/placeholder-catalogue.ts';
export { topicTitles } from './exchange/topic-titles.ts';
export { checkForm, type FieldProblem, type FormCheck, missingProblem } from './form/check-form.ts';
export { withoutEmptied } from './form/emptied.ts';
export { type FieldName, nameOfField } from './form/field-name.ts';
export { type FormState, formState, type Undecided, visibleAnswers } from './form/form-state.ts';
export { type DictionaryTitles, labelsOf } from './form/labels.ts';
export { fromAjv, fromInterpreter, type SchemaError, type Validate } from './form/schema-error.ts';
export { schemaMessage } from './form/schema-message.ts';
export { patternFormats, withoutPatterns, withoutRequired } from './form/schema-variant.ts';
export {
  checkCadastralNumber,
  checkDepartmentCode,
  checkKpp,
  checkOktmo,
  checkPassport,
  checkPassportNumber,
  checkPassportSeries,
  formatDepartmentCode,
  formatPassportSeries,
  normalizeCadastralNumber,
  normalizeDepartmentCode,
  normalizeKpp,
  normalizeOktmo,
  normalizePassportSeries,
} from './identifier/code.ts';
export { checkEmail, checkPhone, formatPhone, normalizeEmail, normalizePhone } from './identifier/contact.ts';
export { type FormatName, formatChecks, formats, isFormatName } from './identifier/formats.ts';
export { checkInn, type InnKind, innCheckDigits, normalizeInn } from './identifier/inn.ts';
export { checkOgrn, checkOgrnip, normalizeOgrn, ogrnCheckDigit, ogrnipCheckDigit } from './identifier/ogrn.ts';
export { checkSnils, formatSnils, normalizeSnils, snilsCheckNumber } from './identifier/snils.ts';
export type { Verdict } from './identifier/verdict.ts';
export { translatorOf, vocabularyOf } from './locale/translator.ts';
export { applicationSchema } from './mapping/application-source.ts';
export { checkMapping, type MappingProblem, type MappingSides } from './mapping/check-mapping.ts';
export { intakeTarget } from './mapping/intake-target.ts';
export { applyMapping } from './mapping/mapping.ts';
export { unmappedRequired } from './mapping/required-targets.ts';
export { keptUntil } from './retention/kept-until.ts';
export { CASE_FACTS, type CaseFact } from './rule/case-facts.ts';
export { check, checkCondition, type RuleProblem, type RuleProblemCode } from './rule/check.ts';
export { deps, fieldDeps } from './rule/deps.ts';
export { evaluate, type Truth, truth } from './rule/evaluate.ts';
export { explain, sentenceOf } from './rule/explain.ts';
export { ARITIES, argumentsOf, isOperator, type Operator } from './rule/operator.ts';
export { compilePattern, findPatternProblem, patternMatches, re2Engine } from './rule/pattern.ts';
export { titleOfPath, valueText } from './rule/phrase/value-text.ts';
export { type NamedRule, type Rule, type RuleContext, ruleData } from './rule/rule-context.ts';
export { RuleError, type RuleErrorCode } from './rule/rule-error.ts';
export { operatorOf, ruleCode, variablePath } from './rule/rule-shape.ts';
export { plural, quoted, russianDate, russianMoney, russianNumber } from './rule/russian.ts';
export { type Locale, titleOf } from './rule/title.ts';
export { isAnswered, type Json, type JsonObject, UNKNOWN, type Value } from './rule/value.ts';
export { attorneyPlaces, placeTitles, standardPlaces } from './signature/attorney/places.ts';
export { type OwnerFault, ownerFault, type Signatory } from './signature/owner-fault.ts';
export { isSignatureFile, signedFileOf } from './signature/pair.ts';
export { type Combination, checkTable, type TableCheck } from './variant/check-table.ts';
export { combinationText, ownValues, titleOfItem, titleOfValue } from './variant/domain.ts';
export {
  documentsOfVariant,
  findVariant,
  groundsOfVariant,
  type VariantState,
  variantByCode,
} from './variant/find-variant.ts';
export { isFact, type ProfileValue } from './variant/profile.ts';
export { eventTitles } from './webhook/event.ts';
