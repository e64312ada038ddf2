import type { Person } from './people-queries.ts';

/** «Исполнитель (услуга landPlotPlan, отдел Приём)». */
export function roleText({ title, service, department }: Person['roles'][number]): string {
  const scope = [service ? `услуга ${service}` : '', department ? `отдел «${department}»` : ''].filter(Boolean);
  return scope.length === 0 ? title : `${title} (${scope.join(', ')})`;
}
