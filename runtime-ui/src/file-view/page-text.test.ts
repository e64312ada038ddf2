import { expect, test } from 'vitest';
import { type Block, pageText } from './page-text.ts';

const text = (...texts: string[]): Block => ({ kind: 'text', texts });
const row = (...texts: string[]): Block => ({ kind: 'row', texts });

test.each<[string, string, Block[]]>([
  [
    'ответ поставщика',
    `<!DOCTYPE html><html><head><meta charset=utf-8><title>Справка</title><style>p{color:red}</style></head>
     <body><h1>Задолженность</h1><p>Лицевой счёт&nbsp;<b>№&#160;17</b></p>
     <table><tr><th>Услуга<th>Долг</tr><tr><td><p>Вода</p></td><td>0&thinsp;₽</td></tr></table>
     <ul><li>один<li>два</ul></body></html>`,
    [
      { kind: 'heading', texts: ['Справка'] },
      { kind: 'heading', texts: ['Задолженность'] },
      text('Лицевой счёт № 17'),
      row('Услуга', 'Долг'),
      row('Вода', '0&thinsp;₽'),
      { kind: 'item', texts: ['один'] },
      { kind: 'item', texts: ['два'] },
    ],
  ],
  ['сценарий не читается', '<p>до<script>if (a<b) document.write("<p>x")</script>после', [text('допосле')]],
  ['сценарий без конца', 'до<SCRIPT src=//evil>alert(1)', [text('до')]],
  ['сценарий внутри сценария', '<script><!-- <script> --></script>после', [text('после')]],
  [
    'стиль, картинка, кадр',
    '<style>@import"//evil"</style><img src=x onerror=alert(1)>а<iframe srcdoc="<b>">б</iframe>в',
    [text('ав')],
  ],
  ['знак больше в кавычках', '<p title="a>b" onclick=\'x>y\'>слово</p>', [text('слово')]],
  ['знаки, оставшиеся знаками', 'a &lt;script&gt;alert(1)&lt;/script&gt; b', [text('a <script>alert(1)</script> b')]],
  ['сноска без конца', 'до<!-- <p>нет', [text('до')]],
  ['знак, за которым ничего', 'до<', [text('до<')]],
  ['кавычка без пары', '<p title="нет>да</p>', [text('"нет>да')]],
  ['рисунок SVG со сценарием', '<svg><script>1</script><text>нет</text></svg>да', [text('да')]],
  ['невозможные знаки', '&#0;&#x110000;&#xd800;а&#x202e;б', [text('�аб')]],
  ['имена из Object', '&constructor; &toString;', [text('&constructor; &toString;')]],
  ['пустое', '', []],
])('%s', (_, html, blocks) => expect(pageText(html)).toEqual(blocks));

test.each([
  ['<'.repeat(200_000)],
  ['<a '.repeat(60_000)],
  ['<p title="'.repeat(20_000)],
  ['<!--'.repeat(50_000)],
  ['<script>'.repeat(20_000)],
  ['<table><tr><td>'.repeat(15_000)],
])('на странице, от которой разбор по шаблонам завис бы, приходит к концу: %.12s…', (html) => {
  expect(pageText(html).length).toBeLessThan(html.length);
});
