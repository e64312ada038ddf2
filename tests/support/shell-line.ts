/** The words of a command as a shell would take them: quotes, a backslash at the end of a line, `$NAME` in double quotes. */
export function shellWords(line: string, variables: Readonly<Record<string, string>>): string[] {
  const words: string[] = [];
  const part = /'([^']*)'|"([^"]*)"|([^\s'"]+)/g;
  for (const [, single, double, bare] of line.replaceAll('\\\n', ' ').matchAll(part)) {
    const word = single ?? double?.replaceAll(/\$(\w+)/g, (_all, name: string) => variables[name] ?? '') ?? bare;
    if (word !== undefined) words.push(word);
  }
  return words;
}

/** The commands of the ```sh blocks of a document's section. */
export function commandsOf(document: string, heading: string): string[] {
  const section = document.split(/^## /m).find((one) => one.startsWith(heading)) ?? '';
  const blocks = [...section.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text = '']) => text);
  return blocks.flatMap((text) => text.split(/(?<!\\)\n/)).filter((line) => line.trim() !== '');
}

/** What curl would ask; an option that this does not know is an error. */
export function curlRequest(words: readonly string[]): { url: string; method: string; init: RequestInit } {
  const headers: Record<string, string> = {};
  let body: string | undefined;
  let url: string | undefined;
  const rest = words.slice(1);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-H') {
      const [name = '', value = ''] = (rest.shift() ?? '').split(/: (.*)/);
      headers[name] = value;
    } else if (word === '-d') body = rest.shift();
    else if (word.startsWith('-') || url !== undefined) throw new Error(`curl ${word}: not understood`);
    else url = word;
  }
  const method = body === undefined ? 'GET' : 'POST';
  return { url: url ?? '', method, init: { method, headers, ...(body === undefined ? {} : { body }) } };
}
