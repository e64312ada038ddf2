import type { DocumentTemplate, TemplateNode } from '@reglament/format';
import { titleOf } from '../rule/title.ts';
import { absolutePath, parseText } from './placeholder.ts';

/** One use of a value in a template. `path` of an `each` item is absolute: `answers.objects[].area`. */
export interface PlaceholderUse {
  path: string;
  converter: string | undefined;
  /** JSON pointer of the text inside the template. */
  pointer: string;
}

/** Every placeholder and every repeated list of a template, for the linter. */
export function placeholdersOf(template: DocumentTemplate): PlaceholderUse[] {
  const title = usesOf(titleOf(template.title, 'ru'), '/title', undefined);
  return [...title, ...usesOfNodes(template.body, '/body', undefined)];
}

/** Placeholders of a plain text with places to fill, such as a message to the applicant. */
export function placeholdersOfText(text: string, pointer: string): PlaceholderUse[] {
  return usesOf(text, pointer, undefined);
}

function usesOfNodes(nodes: readonly TemplateNode[], pointer: string, itemPath: string | undefined): PlaceholderUse[] {
  return nodes.flatMap((node, at) => usesOfNode(node, `${pointer}/${at}`, itemPath));
}

function usesOfNode(node: TemplateNode, pointer: string, itemPath: string | undefined): PlaceholderUse[] {
  switch (node.type) {
    case 'heading':
    case 'paragraph':
      return usesOf(node.text, `${pointer}/text`, itemPath);
    case 'list':
      return node.items.flatMap((item, at) => usesOf(item, `${pointer}/items/${at}`, itemPath));
    case 'table':
      return usesOfTable(node, pointer, itemPath);
    case 'if':
      return [
        ...usesOfNodes(node.then, `${pointer}/then`, itemPath),
        ...usesOfNodes(node.else ?? [], `${pointer}/else`, itemPath),
      ];
    case 'each': {
      const path = absolutePath(node.path, itemPath);
      const list = { path, converter: undefined, pointer: `${pointer}/path` };
      return [list, ...usesOfNodes(node.body, `${pointer}/body`, path)];
    }
    case 'stamp':
    case 'pageBreak':
    case 'space':
      return [];
  }
}

function usesOfTable(
  node: Extract<TemplateNode, { type: 'table' }>,
  pointer: string,
  itemPath: string | undefined,
): PlaceholderUse[] {
  const rowPath = node.each === undefined ? itemPath : absolutePath(node.each, itemPath);
  const list =
    node.each === undefined ? [] : [{ path: rowPath ?? '', converter: undefined, pointer: `${pointer}/each` }];
  const columns = node.columns.flatMap(({ title }, at) => usesOf(title, `${pointer}/columns/${at}/title`, itemPath));
  const cells = node.rows.flatMap((row, rowAt) =>
    row.flatMap((cell, at) => usesOf(cell, `${pointer}/rows/${rowAt}/${at}`, rowPath)),
  );
  return [...list, ...columns, ...cells];
}

function usesOf(text: string, pointer: string, itemPath: string | undefined): PlaceholderUse[] {
  return parseText(text).flatMap((segment) => {
    // `index` counts the rows of a repeated list and belongs to no data.
    if ('literal' in segment || (segment.path === 'index' && itemPath !== undefined)) return [];
    return [{ path: absolutePath(segment.path, itemPath), converter: segment.converter, pointer }];
  });
}
