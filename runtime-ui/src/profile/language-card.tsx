import { useState } from 'react';
import { LanguageSwitch } from '../locale/language-switch.tsx';
import { type Locale, speak } from '../locale/locale.ts';
import { useKeepLanguage } from '../locale/own-language.ts';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';

/** The language of the interface; what the body's people wrote stays as they wrote it. */
export function LanguageCard() {
  const keep = useKeepLanguage();
  const [failure, setFailure] = useState('');
  const choose = async (wanted: Locale) => {
    setFailure('');
    try {
      await keep(wanted);
      speak(wanted);
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
  };
  return (
    <Card title="Язык" id="language">
      {failure ? <Notice tone="error">{failure}</Notice> : null}
      <LanguageSwitch label="Язык" onChoose={(wanted) => void choose(wanted)} />
      <p className="rg-muted">
        Страница откроется заново, введённое сохранится. Названия услуг, полей и состояний, у которых перевода нет,
        останутся на своём языке.
      </p>
    </Card>
  );
}
