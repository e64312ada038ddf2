import { posix } from 'node:path';
import type { SourceFile } from './source-tree.ts';

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path of our own file, or undefined for a package and for `node:`. */
  readonly target: string | undefined;
  /** Erased before the program runs. */
  readonly typeOnly: boolean;
  /** `import(…)`: read when the program comes to it. */
  readonly later: boolean;
}

export type Graph = ReadonlyMap<string, readonly Import[]>;

const STATEMENT = /^(?:import|export)\b(\s+type\b)?(?:[^'";]*?\bfrom)?\s*(['"])([^'"\n]+)\2/gm;
const DYNAMIC = /\bimport\(\s*(['"])([^'"\n]+)\1/g;

/** Imports of every file. Statements stand at the beginning of a line: the formatter sees to that. */
export function buildGraph(files: readonly SourceFile[], doors: ReadonlyMap<string, string>): Graph {
  return new Map(files.map((file) => [file.path, readImports(file, doors)]));
}

function readImports({ path, text }: SourceFile, doors: ReadonlyMap<string, string>): Import[] {
  const resolve = (specifier: string) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : doors.get(specifier);
  const statements = [...text.matchAll(STATEMENT)].map(([statement, type, , specifier = '']) => ({
    specifier,
    target: resolve(specifier),
    typeOnly: type !== undefined || hasOnlyTypes(statement),
    later: false,
  }));
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, , specifier = '']) => ({
    specifier,
    target: resolve(specifier),
    typeOnly: false,
    later: true,
  }));
  return [...statements, ...dynamic];
}

/** `import { type A, type B } from …` leaves nothing to run either. */
function hasOnlyTypes(statement: string): boolean {
  const names = /^(?:import|export)\s*\{([^}]*)\}/
    .exec(statement)?.[1]
    ?.split(',')
    .filter((name) => name.trim());
  return names !== undefined && names.length > 0 && names.every((name) => /^\s*type\s/.test(name));
}

/** Every cycle once, as the paths along it. */
export function findCycles(graph: Graph): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      cycles.push([...trail.slice(start), path]);
      return;
    }
    if (done.has(path)) return;
    for (const { target } of graph.get(path) ?? []) if (target && graph.has(target)) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}

/** What runs when this file is imported: itself and all it imports, types apart. */
export function runtimeClosure(graph: Graph, path: string): Set<string> {
  return closure(graph, path, ({ typeOnly }) => !typeOnly);
}

/** What is read before the first line of this file runs. */
export function startClosure(graph: Graph, path: string): Set<string> {
  return closure(graph, path, ({ typeOnly, later }) => !typeOnly && !later);
}

function closure(graph: Graph, path: string, follows: (item: Import) => boolean): Set<string> {
  const seen = new Set<string>();
  const visit = (current: string) => {
    if (seen.has(current)) return;
    seen.add(current);
    for (const item of graph.get(current) ?? []) if (item.target && follows(item)) visit(item.target);
  };
  visit(path);
  return seen;
}
