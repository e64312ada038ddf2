/** Lines of a picture of sixteen by sixteen. */
const lines: Readonly<Record<string, string>> = {
  section: 'M2 3h12v10H2zM2 6.5h12',
  text: 'M3 4h10M8 4v9',
  textarea: 'M2 4h12M2 7h12M2 10h12M2 13h7',
  number: 'M6 2L4.5 14M11.5 2L10 14M3 6h11M2 10h11',
  money: 'M5 14V3h4a3 3 0 010 6H3M3 11.5h6',
  date: 'M2 4h12v10H2zM2 7.5h12M5 2v3M11 2v3',
  checkbox: 'M3 3h10v10H3zM5.5 8l2 2 3.5-4',
  choice: 'M8 3a5 5 0 100 10A5 5 0 008 3zM8 7.5v1',
  list: 'M3 4h1M3 8h1M3 12h1M7 4h7M7 8h7M7 12h7',
  book: 'M3 3h8a2 2 0 012 2v9H5a2 2 0 01-2-2zM3 12a2 2 0 012-2h8',
  card: 'M2 4h12v9H2zM4 7h3M4 10h3M10 7h2M10 10h2',
  place: 'M8 14s5-4.5 5-8A5 5 0 003 6c0 3.5 5 8 5 8zM8 5v2',
  phone: 'M5 2h6v12H5zM7 12h2',
  mail: 'M2 4h12v9H2zM2 5l6 4 6-4',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  group: 'M2 4h4l1.5 2H14v8H2z',
  rows: 'M2 3h12v10H2zM2 6.3h12M2 9.6h12M6 3v10',
  unknown: 'M6 6a2 2 0 114 0c0 1.5-2 1.5-2 3M8 12v.5',
};

const pictureOf: Readonly<Record<string, string>> = {
  integer: 'number',
  area: 'number',
  radio: 'choice',
  select: 'list',
  checkboxes: 'checkbox',
  dictionary: 'book',
  snils: 'card',
  inn: 'card',
  ogrn: 'card',
  oktmo: 'card',
  cadastralNumber: 'place',
  address: 'place',
  email: 'mail',
  files: 'file',
};

/** What kind of thing a line of the tree is, at a glance; the words for it stand in the centre. */
export function KindIcon({ kind }: { kind: string }) {
  return (
    <svg className="rs-tree-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={lines[pictureOf[kind] ?? kind] ?? lines.unknown} />
    </svg>
  );
}

/** Whether something is open, and will be shut by a press. */
export function OpenIcon({ open }: { open: boolean }) {
  return (
    <svg className="rs-tree-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={open ? 'M4 6l4 4 4-4' : 'M6 4l4 4-4 4'} />
    </svg>
  );
}
