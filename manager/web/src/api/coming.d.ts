// Routes whose entries in openapi.yaml land beside this page.
export {}
declare module './schema' {
  interface Read { get: object }
  interface Make { post: object }
  interface paths {
    '/api/v1/campaigns/{id}/forecast': Read
    '/api/v1/schedule-checks': Make
    '/api/v1/units/{id}/timeline': Read
  }
}
