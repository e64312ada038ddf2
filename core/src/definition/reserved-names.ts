/** Names that mean something to the engine or to JavaScript: no code of a definition may be one. */
export const reservedNames: ReadonlySet<string> = new Set([
  ...['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable'],
  ...['case', 'form', 'status', 'item', 'index', 'today', 'answers', 'now', 'version'],
]);
