import { CheckOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import type { FormDefinition } from '@reglament/format';
import { Button } from 'antd';
import { useRef } from 'react';
import { type FieldProblem, sectionTitle } from './answers.ts';

type Section = FormDefinition['sections'][number];

interface NavigatorProps {
  sections: readonly Section[];
  current: string | undefined;
  onChoose: (code: string) => void;
}

/** The sections of a large form: only the chosen one is mounted, the others keep their answers. */
export function SectionNavigator({
  sections,
  current,
  wrong,
  onChoose,
}: NavigatorProps & { wrong: readonly FieldProblem[] }) {
  const place = sections.findIndex((section) => section.code === current);
  return (
    <nav className="rg-sections" aria-label="Разделы формы">
      <ol>
        {sections.map((section, index) => {
          const problems = wrong.filter(({ field }) => section.fields.includes(field)).length;
          return (
            <li key={section.code}>
              <button
                type="button"
                aria-current={section.code === current ? 'step' : undefined}
                onClick={() => onChoose(section.code)}
              >
                <span
                  className={problems > 0 ? 'rg-section-number rg-section-wrong' : 'rg-section-number'}
                  aria-hidden="true"
                >
                  {problems > 0 ? (
                    <ExclamationCircleFilled aria-hidden="true" />
                  ) : index < place ? (
                    <CheckOutlined aria-hidden="true" />
                  ) : (
                    index + 1
                  )}
                </span>
                {sectionTitle(section)}
                {problems > 0 ? <span className="rg-visually-hidden"> (есть замечания: {problems})</span> : null}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Steps({ sections, current, onChoose }: NavigatorProps) {
  const place = sections.findIndex((section) => section.code === current);
  const previous = sections[place - 1];
  const next = sections[place + 1];
  const row = useRef<HTMLDivElement>(null);
  const go = (section: Section) => {
    onChoose(section.code);
    row.current?.closest('.rg-form')?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className="rg-steps" ref={row}>
      {previous ? <Button onClick={() => go(previous)}>Назад: {sectionTitle(previous)}</Button> : <span />}
      {next ? (
        <Button type="primary" ghost onClick={() => go(next)}>
          Далее: {sectionTitle(next)}
        </Button>
      ) : null}
    </div>
  );
}

SectionNavigator.Steps = Steps;
