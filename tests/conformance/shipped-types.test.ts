import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestTypeDefinition, SourceFile } from '@reglament/sdk';
import {
  draftRequestType,
  fromXml,
  judge,
  questionFromXml,
  questionProblems,
  rootOf,
  toXml,
} from '@reglament/xml/information-type';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateAnswers } from '../../core/src/definition/compile.ts';
import { loadFolder } from '../../core/src/definition/load.ts';
import { checkForm, type JsonObject } from '../../core/src/rules.ts';
import { findOrganisation, organisationWords } from '../../plugins/smev3/emulator/organisation.ts';
import { seedOf } from '../support/seed.ts';
import { XmlMaker } from './generated-xml.ts';

/** Request types that are shipped: their schemas are ours, and are held against the official ones where those are at hand. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const official = join(root, '../shared/smev/information-types');
const isHere = existsSync(official);
const folders = {
  egrulExtract: 'fns-egrul',
  snilsByData: 'pfr-snils',
  utilityDebt: 'gis-gkh-debt',
  expertisePrintOut: 'egrz-public-printout',
} as const;
const codes = Object.keys(folders) as (keyof typeof folders)[];

const { files } = await loadFolder(join(root, 'service-definitions'));

function shipped(code: string): RequestTypeDefinition {
  const definition = files.find(
    ({ definition }) => definition?.kind === 'requestType' && definition.code === code,
  )?.definition;
  if (definition?.kind !== 'requestType') throw new Error(`${code} is not shipped`);
  return definition;
}

function officialType(code: keyof typeof folders): RequestTypeDefinition {
  const folder = join(official, folders[code]);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.xsd'));
  const sources = paths.map(
    (path): SourceFile => ({ name: path, content: new Uint8Array(readFileSync(join(folder, path))) }),
  );
  const { root: question, answerRoot: answer } = shipped(code).settings as { root: string; answerRoot: string };
  const { type } = draftRequestType(sources, { question, answer });
  if (type === undefined) throw new Error(`${code}: the official schema was not read`);
  return type;
}

const context = { today: '2026-03-02' };
const runs = { seed: seedOf(20_261_125), numRuns: 25 };
const seeds = fc.integer({ min: 1, max: 1_000_000 });

function assertFits(type: RequestTypeDefinition, side: 'question' | 'answer', answers: unknown): void {
  const form = type.message?.[side].form;
  if (form === undefined) throw new Error('a shipped type describes its message');
  expect(
    checkForm({ form, answers: answers as JsonObject, context, validate: validateAnswers, complete: true }),
  ).toEqual([]);
}

interface Played {
  readonly answers: readonly { readonly title: string; readonly xml?: string }[];
}

describe.each(codes)('%s', (code) => {
  const type = shipped(code);
  const places = Object.values(type.message?.question.places ?? {});

  test('вопрос по нашей схеме: форма заполняет всё, что она требует', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const xml = new XmlMaker(seed).document(rootOf(type, 'question'));
        const { answers, problems } = questionFromXml(type, xml);
        expect(problems).toEqual([]);
        expect(questionProblems(type, answers)).toEqual([]);
      }),
      runs,
    );
    expect(places.length).toBeGreaterThan(0);
  });

  test('ответы эмулятора подходят под схему и показываются', () => {
    const played: Played = JSON.parse(readFileSync(join(root, 'plugins/smev3/types', code, 'type.json'), 'utf8'));
    const shown = played.answers.flatMap(({ xml }) => (xml === undefined ? [] : [filled(xml)]));
    expect(shown.length).toBeGreaterThan(0);
    for (const xml of shown) {
      const { answers, problems } = fromXml(type, xml);
      expect(problems).toEqual([]);
      expect(Object.keys(answers).length).toBeGreaterThan(0);
      assertFits(type, 'answer', answers);
      if (isHere) expect(judge(officialType(code).schemas ?? {}, xml)).toEqual([]);
    }
  });

  test(
    isHere
      ? 'что принимает наша схема вопроса, принимает официальная'
      : 'НЕ СВЕРЕНО с официальной схемой: её нет рядом',
    () => {
      if (!isHere) return;
      const theirs = officialType(code);
      fc.assert(
        fc.property(seeds, (seed) => {
          const { answers } = questionFromXml(type, new XmlMaker(seed).document(rootOf(type, 'question')));
          const facts = { id: '6f1d3c52-2b0e-4e55-9f0c-0d5c5a3a7b11', createdAt: new Date('2026-03-02T09:00:00Z') };
          expect(judge(theirs.schemas ?? {}, toXml(type, answers, facts))).toEqual([]);
        }),
        runs,
      );
    },
  );

  test(
    isHere
      ? 'любой ответ по официальной схеме принимается и показывается'
      : 'ответы НЕ СВЕРЕНЫ с официальной схемой: её нет рядом',
    () => {
      if (!isHere) return;
      const theirs = officialType(code);
      fc.assert(
        fc.property(seeds, (seed) => {
          const { answers, problems } = fromXml(type, new XmlMaker(seed).document(rootOf(theirs, 'answer')));
          expect(problems).toEqual([]);
          assertFits(type, 'answer', answers);
        }),
        runs,
      );
    },
  );
});

/** As the emulator fills it from a request. */
function filled(xml: string): string {
  const values: Readonly<Record<string, string>> = {
    ИдДок: '6f1d3c52-2b0e-4e55-9f0c-0d5c5a3a7b11',
    FamilyName: 'Ермолаева',
    FirstName: 'Вера',
    BirthDate: '1961-02-11',
    Gender: 'Female',
    ExpertiseResultNumber: '16-1-1-3-000123-2026',
    ExpertiseResultDate: '2026-01-15',
  };
  const found = findOrganisation('1029900000019');
  const words = found ? organisationWords(found, new Date('2026-03-02T09:00:00Z')) : {};
  return xml.replace(/\{\{(юл\.)?([^}]+)\}\}/g, (_, ofRegister: string | undefined, name: string) =>
    ((ofRegister === undefined ? values : words)[name] ?? `?${name}`).replaceAll('"', '&quot;'),
  );
}
