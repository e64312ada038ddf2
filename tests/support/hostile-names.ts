/** Names that must come out harmless, and how they do. */
export const HOSTILE_NAMES: readonly (readonly [given: string, kept: string])[] = [
  ['../../etc/passwd.pdf', 'passwd.pdf'],
  ['C:\\Windows\\System32\\a.pdf', 'a.pdf'],
  ['счёт\u202Efdp.pdf', 'счётfdp.pdf'],
  ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
  ['a\u0000.exe.pdf', 'a.exe.pdf'],
  ['con.pdf', '_con.pdf'],
  ['<script>alert(1)</script>.pdf', 'script_.pdf'],
  ['"a"; filename=b.pdf', '_a_; filename=b.pdf'],
  ['  . .pdf', 'pdf.pdf'],
  ['....pdf...', 'pdf.pdf'],
  ['Выписка\u00a0из\u2003ЕГРН.pdf', 'Выписка из ЕГРН.pdf'],
  ['', 'файл.pdf'],
];
