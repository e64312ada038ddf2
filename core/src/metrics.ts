import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Prometheus. One registry for a process; paths are those of routes, so that ids do not multiply the series. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly cspReports: Counter;
  readonly logins: Counter<'outcome'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'reglament_http_request_seconds',
      help: 'Время ответа на запрос',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    cspReports: new Counter({
      name: 'reglament_csp_reports_total',
      help: 'Сообщения браузеров о нарушении политики содержимого',
      registers: [registry],
    }),
    logins: new Counter({
      name: 'reglament_logins_total',
      help: 'Попытки входа',
      labelNames: ['outcome'],
      registers: [registry],
    }),
  };
}
