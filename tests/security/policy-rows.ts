import type { Permission } from '../../core/src/access/grant.ts';
import type { Opening } from '../../core/src/access/scope.ts';

/** Who may call a route. The words are those of the domain, apart from the code's own table. */
export type Audience =
  | 'everyone'
  | 'signedIn'
  /** Also with an issued password that is still to be changed. */
  | 'ownAccount'
  | 'creators'
  | 'seers'
  | 'actors'
  | 'editors'
  | Permission;

/** Every route of the router, by hand: one that is not here fails the build. */
export const audiences: Readonly<Record<string, Audience>> = {
  'POST /api/session': 'everyone',
  'PATCH /api/session': 'signedIn',
  'DELETE /api/session': 'ownAccount',
  'GET /api/me': 'ownAccount',
  'POST /api/me/password': 'ownAccount',
  'GET /healthz': 'everyone',
  'GET /readyz': 'everyone',
  'GET /metrics': 'everyone',
  'GET /api/openapi.json': 'everyone',
  'GET /api/docs': 'everyone',
  'POST /api/csp-reports': 'everyone',
  'GET /api/events': 'signedIn',
  'GET /api/services': 'signedIn',
  'GET /api/services/:code': 'signedIn',
  'GET /api/applications': 'signedIn',
  'GET /api/applications/counts': 'signedIn',
  'POST /api/applications': 'creators',
  'GET /api/applications/:id': 'seers',
  'PATCH /api/applications/:id': 'editors',
  'POST /api/applications/:id/version': 'editors',
  'POST /api/applications/:id/actions/:action': 'actors',
  'GET /api/applications/:id/candidates/:action': 'actors',
  'GET /api/applications/:id/history': 'seers',
  'GET /api/applications/:id/files': 'seers',
  'POST /api/applications/:id/files': 'actors',
  'DELETE /api/applications/:id/files/:file': 'actors',
  'GET /api/files/:id/content': 'seers',
  'POST /api/files/:id/signatures': 'actors',
  'DELETE /api/files/:id/signatures/:signature': 'actors',
  'GET /api/files/:id/signatures/:signature/content': 'seers',
  'PUT /api/applications/:id/received-documents': 'actors',
  'GET /api/applications/:id/receipt': 'seers',
  'GET /api/applications/:id/earlier-refusals': 'actors',
  'GET /api/applications/:id/decision': 'seers',
  'POST /api/applications/:id/decision/preview': 'seers',
  'GET /api/notices': 'signedIn',
  'GET /api/me/notices': 'signedIn',
  'POST /api/me/notices/read': 'signedIn',
  'POST /api/me/notices/:id/read': 'signedIn',
  'POST /api/notices/:id/done': 'signedIn',
  'POST /api/applicants/lookup': 'creators',
  'GET /api/applicants': 'creators',
  'POST /api/applicants': 'creators',
  'GET /api/applicants/:id': 'creators',
  'PATCH /api/applicants/:id': 'creators',
  'GET /api/applicants/:id/applications': 'creators',
  'GET /api/admin/organisations': 'bodies.manage',
  'GET /api/admin/roles': 'users.manage',
  'GET /api/admin/users': 'users.manage',
  'POST /api/admin/users': 'users.manage',
  'POST /api/admin/users/:id/disable': 'users.manage',
  'GET /api/admin/tokens': 'users.manage',
  'POST /api/admin/tokens': 'users.manage',
  'POST /api/admin/tokens/:id/revoke': 'users.manage',
  'GET /api/admin/webhooks': 'connections.manage',
  'POST /api/admin/webhooks': 'connections.manage',
  'PATCH /api/admin/webhooks/:id': 'connections.manage',
  'DELETE /api/admin/webhooks/:id': 'connections.manage',
  'POST /api/admin/webhooks/:id/ping': 'connections.manage',
  'GET /api/admin/webhooks/:id/deliveries': 'connections.manage',
  'POST /api/admin/webhooks/:id/deliveries/:delivery/resend': 'connections.manage',
  'GET /api/admin/services': 'definitions.edit',
  'GET /api/admin/journal': 'journal.read',
  'GET /api/admin/jobs': 'exchange.manage',
  'POST /api/admin/jobs/:id/retry': 'exchange.manage',
  'DELETE /api/admin/jobs/:id': 'exchange.manage',
};

/** What opens a route to programs, by hand. A route that is not here is closed to every token. */
export const openings: Readonly<Record<string, Opening>> = {
  'GET /api/me': 'anyToken',
  'GET /api/services': 'services.read',
  'GET /api/services/:code': 'services.read',
  'GET /api/applications': 'applications.read',
  'GET /api/applications/counts': 'applications.read',
  'POST /api/applications': 'applications.write',
  'GET /api/applications/:id': 'applications.read',
  'PATCH /api/applications/:id': 'applications.write',
  'POST /api/applications/:id/version': 'applications.write',
  'POST /api/applications/:id/actions/:action': 'applications.write',
  'GET /api/applications/:id/candidates/:action': 'applications.read',
  'GET /api/applications/:id/history': 'applications.read',
  'GET /api/applications/:id/files': 'files.read',
  'POST /api/applications/:id/files': 'files.write',
  'DELETE /api/applications/:id/files/:file': 'files.write',
  'GET /api/files/:id/content': 'files.read',
  'PUT /api/applications/:id/received-documents': 'applications.write',
  'GET /api/applications/:id/receipt': 'files.read',
  'GET /api/applications/:id/decision': 'applications.read',
  'POST /api/applicants/lookup': 'applicants.read',
  'GET /api/applicants': 'applicants.read',
  'POST /api/applicants': 'applicants.write',
  'GET /api/applicants/:id': 'applicants.read',
  'PATCH /api/applicants/:id': 'applicants.write',
  'GET /api/applicants/:id/applications': 'applications.read',
  'GET /api/admin/journal': 'journal.read',
};
