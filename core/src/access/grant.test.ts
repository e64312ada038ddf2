import { expect, test } from 'vitest';
import { functionsFor, type Grant, scopesOf } from './grant.ts';

const bodies = ['arch', 'city'];
const services = ['landPlotPlan', 'treeFellingPermit', null];
const departments = ['north', null];

/** Every set of up to three grants of these. */
function setsOfGrants(): readonly (readonly Grant[])[] {
  const one = bodies.flatMap((organisationId) =>
    services.flatMap((serviceCode) =>
      departments.map((departmentId): Grant => ({ function: 'clerk', organisationId, serviceCode, departmentId })),
    ),
  );
  const two = one.flatMap((first) => one.map((second) => [first, second]));
  return [...one.map((grant) => [grant]), ...two, ...two.flatMap((pair) => one.map((third) => [...pair, third]))];
}

test('вместе области ролей охватывают то же, что роли поодиночке', () => {
  for (const grants of setsOfGrants()) {
    const scopes = scopesOf(grants);
    for (const organisationId of bodies) {
      for (const serviceCode of ['landPlotPlan', 'treeFellingPermit', 'archiveCertificate']) {
        for (const departmentId of ['north', 'south', null]) {
          const covered = scopes.some(
            (scope) =>
              scope.organisationId === organisationId &&
              (scope.departmentId === null || scope.departmentId === departmentId) &&
              (scope.services?.has(serviceCode) ?? true),
          );
          const held = functionsFor(grants, { organisationId, serviceCode, departmentId }).has('clerk');
          expect(covered, JSON.stringify({ grants, organisationId, serviceCode, departmentId })).toBe(held);
        }
      }
    }
  }
});

test('триста ролей на услуги в одном месте – одна область', () => {
  const grants = Array.from({ length: 300 }, (_, at): Grant => {
    return { function: 'clerk', organisationId: 'arch', serviceCode: `service${at}`, departmentId: null };
  });
  expect(scopesOf(grants)).toMatchObject([{ organisationId: 'arch', departmentId: null }]);
  expect(scopesOf(grants)[0]?.services?.size).toBe(300);
});
