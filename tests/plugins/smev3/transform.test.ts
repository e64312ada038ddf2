import { readFileSync } from 'node:fs';
import { canonicalElement, inheritedNamespaces, parseXml } from '@reglament/xml';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DomNode, transformByTree } from '../../../plugins/smev3/emulator/transform.ts';
import { smevTransform } from '../../../plugins/smev3/transform/transform.ts';
import { drawnXml } from './drawn-xml.ts';
import { seed } from './seed.ts';
import { sharedFolder, sharedIsHere, withShared } from './shared-files.ts';

const treeOf = (xml: string) =>
  new DOMParser({ normalizeLineEndings: (text) => text.replace(/\r\n?/g, '\n') }).parseFromString(xml, 'text/xml')
    .documentElement as unknown as DomNode;

describe('преобразование СМЭВ', () => {
  test(withShared('примеры из описания метода'), () => {
    if (!sharedIsHere) return;
    for (const name of ['case1', 'case2', 'case3', 'case4']) {
      const source = readFileSync(`${sharedFolder}transform/${name}.in.xml`);
      const expected = readFileSync(`${sharedFolder}transform/${name}.out.xml`, 'utf8');
      expect(smevTransform(parseXml(source).text), name).toBe(expected);
      expect(transformByTree(treeOf(source.toString())), name).toBe(expected);
    }
  });

  test('две записи метода дают одно и то же', () => {
    fc.assert(
      fc.property(drawnXml, (xml) => {
        expect(smevTransform(parseXml(xml).text)).toBe(transformByTree(treeOf(xml)));
      }),
      { seed, numRuns: 500 },
    );
  });

  test('фрагмент преобразуется одинаково из целого документа и из своей канонической записи', () => {
    fc.assert(
      fc.property(drawnXml, (xml) => {
        const document = parseXml(xml);
        for (const element of document.elements) {
          const alone = canonicalElement(document, element);
          // The canonical form is its own: the parser gives back the same text.
          expect(parseXml(alone).text).toBe(alone);
          if (element.uri === '') continue;
          const inside = document.text.slice(element.start, element.end);
          expect(smevTransform(inside, inheritedNamespaces(element))).toBe(smevTransform(alone));
        }
      }),
      { seed, numRuns: 200 },
    );
  });
});
