export { problemAt as problemOf } from '@reglament/runtime-ui/client';
