import { Button } from 'antd';

interface LostSourcesProps {
  /** Of the place that is written. */
  title: string;
  paths: readonly string[];
  onRemove: (path: string) => void;
}

/** Sources that a row names and that are not there any more: seen at once, each with a way to take it out. */
export function LostSources({ title, paths, onRemove }: LostSourcesProps) {
  if (paths.length === 0) return null;
  return (
    <ul className="rsm-lost" aria-label={`Чего больше нет: ${title}`}>
      {paths.map((path) => (
        <li key={path}>
          <span>нет такого поля:</span>
          <code>{path}</code>
          <Button size="small" aria-label={`Убрать «${path}»: ${title}`} onClick={() => onRemove(path)}>
            Убрать
          </Button>
        </li>
      ))}
    </ul>
  );
}
