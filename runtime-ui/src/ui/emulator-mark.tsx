import './emulator-mark.css';

/** Beside the name of whoever works: what is answered through these connections is made up. */
export function EmulatorMark({ connections, short = false }: { connections: readonly string[]; short?: boolean }) {
  if (connections.length === 0) return null;
  return (
    <details className="rg-emulated">
      <summary>
        {short ? null : <span className="rg-emulated-long">Обмен с эмулятором</span>}
        <span className={short ? undefined : 'rg-emulated-short'}>Эмулятор</span>
      </summary>
      <div className="rg-emulated-what">
        <p>
          Ответы через эти подключения вымышлены и не имеют силы, наружу ничего не уходит. Переключает администратор в
          «Подключениях».
        </p>
        <ul>
          {connections.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      </div>
    </details>
  );
}
