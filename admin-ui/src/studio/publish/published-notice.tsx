import type { ServiceDefinition } from '@reglament/format';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { russian } from '../words.ts';

interface Published {
  readonly version: number;
  readonly service: ServiceDefinition;
  /** Nobody offers the service yet. */
  readonly isNew: boolean;
}

const KEY = 'published';

// A service is offered by a body, a procedure by the services on whose applications it is begun.
const FOR_SERVICE =
  'Сотрудники увидят услугу, когда её включат ведомству: откройте ведомство и отметьте её среди его услуг.';
const FOR_PROCEDURE =
  'Процедуру начинают по заявке: откройте услугу, по заявкам которой она нужна, и выберите процедуру на вкладке «Список и процедуры».';

/** What was published, and what is left before clerks see it; out of the way of the tabs and buttons above. */
export function usePublishedNotice(): (published: Published) => void {
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const go = (path: string) => {
    notification.destroy(KEY);
    navigate(path);
  };
  return ({ version, service, isNew }) => {
    const words = { key: KEY, title: `Опубликована версия ${version}`, placement: 'bottomRight' } as const;
    if (!isNew) notification.success({ ...words, description: russian(service.title) });
    else if (service.procedure !== undefined)
      notification.success({ ...words, description: FOR_PROCEDURE, duration: 20 });
    else {
      const actions = <Button onClick={() => go('/bodies')}>Открыть ведомства</Button>;
      notification.success({ ...words, description: FOR_SERVICE, actions, duration: 20 });
    }
  };
}
