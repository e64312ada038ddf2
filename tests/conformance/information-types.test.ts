import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { RequestTypeDefinition, SourceFile } from '@reglament/sdk';
import { parseXml } from '@reglament/xml';
import {
  answerToXml,
  draftRequestType,
  fromXml,
  judge,
  questionFromXml,
  questionProblems,
  reviewInformationType,
  rootOf,
  toXml,
} from '@reglament/xml/information-type';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateAnswers } from '../../core/src/definition/compile.ts';
import { checkForm, type JsonObject } from '../../core/src/rules.ts';
import { seedOf } from '../support/seed.ts';
import { XmlMaker } from './generated-xml.ts';

/**
 * Every root of every schema at hand is taken for a question and for an answer; documents made from the schema alone go
 * through the answers and come back the same.
 */
const folder = fileURLToPath(new URL('../../../shared/smev/information-types', import.meta.url));
const isHere = existsSync(folder);

function filesOf(name: string): SourceFile[] {
  const paths = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => path.endsWith('.xsd'))
    .map((path) => ({ name: path, content: new Uint8Array(readFileSync(join(folder, name, path))) }));
}

function typeOf(files: readonly SourceFile[], question: string, answer: string): RequestTypeDefinition {
  const { type, notes } = draftRequestType(files, { question, answer });
  if (type === undefined) throw new Error(notes.map(({ place, message }) => `${place}: ${message}`).join('\n'));
  return type;
}

const sides = {
  question: {
    read: questionFromXml,
    write: (type: RequestTypeDefinition, answers: JsonObject) => toXml(type, answers),
  },
  answer: { read: fromXml, write: answerToXml },
} as const;

/** Without prefixes: they are the writer's own business. */
function meaning(xml: string): string {
  const namespaces = new Map<string, string>();
  return parseXml(xml)
    .text.replace(/ xmlns:(\w+)="([^"]*)"/g, (_, prefix: string, uri: string) => {
      namespaces.set(prefix, uri);
      return '';
    })
    .replace(/(<\/?|\s)(\w+):/g, (_, before: string, prefix: string) => `${before}{${namespaces.get(prefix)}}`);
}

const runs = 12;

function holdsBothWays(type: RequestTypeDefinition, side: keyof typeof sides): void {
  const { read, write } = sides[side];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const xml = new XmlMaker(seed).document(rootOf(type, side));
      expect(judge(type.schemas ?? {}, xml)).toEqual([]);
      const { answers, problems, notes } = read(type, xml);
      expect({ problems, notes }).toEqual({ problems: [], notes: [] });
      const written = write(type, answers);
      expect(judge(type.schemas ?? {}, written)).toEqual([]);
      expect(meaning(written)).toBe(meaning(xml));
      expect(isDeepStrictEqual(read(type, written).answers, answers)).toBe(true);
      const form = type.message?.[side].form;
      if (form === undefined) throw new Error('a drafted type has forms');
      const context = { today: '2026-03-02' };
      // What the schema accepts, the form that was made of it accepts.
      expect(
        checkForm({ form, answers: answers as JsonObject, context, validate: validateAnswers, complete: true }),
      ).toEqual([]);
    }),
    { seed: seedOf(20_261_125), numRuns: runs },
  );
}

describe.each(isHere ? readdirSync(folder) : [])('%s', (name) => {
  const files = filesOf(name);
  const { roots, notes } = draftRequestType(files);

  test('читается вся, без ошибок', () => {
    expect(notes.filter(({ level }) => level === 'error')).toEqual([]);
    expect(roots.length).toBeGreaterThan(0);
  });

  test.each(roots.map((root) => [root.name, root.key] as const))(
    '%s: документ → ответы → тот же документ',
    (_, key) => {
      const type = typeOf(files, key, key);
      holdsBothWays(type, 'question');
      holdsBothWays(type, 'answer');
      // What was drafted from a schema has nothing that does not fit it.
      expect(reviewInformationType(type)).toEqual([]);
    },
  );
});

if (isHere) {
  test('реальный запрос из ЕГРЗ читается, пишется тем же и показывает свой ответ', () => {
    const type = typeOf(filesOf('egrz-public-printout'), 'PublicPrintOutRequest', 'PublicPrintOutResponse');
    const messages = join(folder, '../messages');
    const cut = (file: string, root: string) =>
      new RegExp(`<([\\w.-]+:)?${root}[\\s>][\\s\\S]*</([\\w.-]+:)?${root}>`).exec(
        readFileSync(join(messages, file), 'utf8'),
      )?.[0] ?? '';
    const asked = cut('chain-01-SendRequestRequest-PublicPrintOutRequest.xml', 'PublicPrintOutRequest');
    const question = questionFromXml(type, asked);
    expect(question.problems).toEqual([]);
    expect(questionProblems(type, question.answers)).toEqual([]);
    expect(meaning(toXml(type, question.answers))).toBe(meaning(asked));
  });
} else {
  test('НЕ ВЫПОЛНЕНО: схем видов сведений рядом с проектом нет (../shared/smev/information-types)', () => {
    expect(isHere).toBe(false);
  });
}
