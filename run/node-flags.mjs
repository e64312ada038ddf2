/**
 * What the server's Node is started with; see core/docs/adr. Megabytes of each half of the young generation: by itself V8
 * lets it grow to sixteen and more, and gives nothing of that back.
 */
export const serverFlags = ['--max-semi-space-size=8'];
