/** What stands in the braces of `/plots/{number}` when the address fits it. */
export function matchedPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, found] = [template.split('/'), path.split('/')];
  if (wanted.length !== found.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = found[index] ?? '';
    const [, name] = /^\{([^{}]+)\}$/.exec(part) ?? [];
    if (name === undefined) {
      if (part !== given) return undefined;
      continue;
    }
    try {
      parts[name] = decodeURIComponent(given);
    } catch {
      return undefined;
    }
  }
  return parts;
}
