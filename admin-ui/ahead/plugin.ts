import type { Plugin, Rolldown } from 'vite';

const page = 'index.html';

/**
 * A page of its own for the screens under `/drafts/`: it names the files of the editor at once. Otherwise they would be asked for
 * only when the rest of the program has come and begun to run. What it is called, the server knows.
 */
export function editorPage(): Plugin {
  return {
    name: 'reglament-editor-page',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const html = bundle[page];
        if (html?.type !== 'asset') throw new Error(`${page} is not built yet`);
        const before = String(html.source);
        const links = linksOf(bundle).filter(({ file }) => !before.includes(file));
        const source = before.replace(/^ *<\/head>/m, (end) => `${links.map(({ link }) => link).join('')}${end}`);
        this.emitFile({ type: 'asset', fileName: 'drafts.html', source });
      },
    },
  };
}

function linksOf(bundle: Rolldown.OutputBundle): { file: string; link: string }[] {
  const editor = Object.values(bundle).find(
    (one): one is Rolldown.OutputChunk =>
      one.type === 'chunk' && /studio\/studio-screen\.tsx$/.test(one.facadeModuleId ?? ''),
  );
  if (editor === undefined) throw new Error('the editor has no file of its own');
  const link = (file: string, rel: string) => ({
    file,
    link: `    <link rel="${rel}" crossorigin href="/admin/${file}" nonce="__CSP_NONCE__">\n`,
  });
  return [
    ...[editor.fileName, ...editor.imports].map((file) => link(file, 'modulepreload')),
    ...[...(editor.viteMetadata?.importedCss ?? [])].map((file) => link(file, 'stylesheet')),
  ];
}
