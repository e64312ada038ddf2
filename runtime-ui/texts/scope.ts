/** Whose Russian literals are texts of the interfaces; paths from the root of the project. */
export function hasTexts(path: string): boolean {
  return /^(?:runtime-ui|admin-ui)\/src\/.+\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !kept.has(path);
}

/** Russian in any language, each with its reason. */
const kept = new Map([
  ['admin-ui/src/studio/first-words.ts', 'words that begin a definition, which is Russian first'],
  ['runtime-ui/src/form/address/parts.ts', 'an address of this country is written in its language'],
  ['runtime-ui/src/form/address/split-address.ts', 'words of addresses as people here write them'],
  ['runtime-ui/src/issue/issue-input.ts', 'a document is named on the receipt'],
  ['runtime-ui/src/application/row-text.ts', 'legal forms in names of this country'],
  ['runtime-ui/src/form/money-words.ts', 'a sum in words is written into Russian papers'],
  ['runtime-ui/src/locale/language-switch.tsx', 'a language is called by its own name'],
]);
