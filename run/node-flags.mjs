/**
 * What the server's Node is started with; see core/docs/adr. Megabytes of each half of the young generation, and of the old
 * one before it is first collected; then how much of what lives may come on top of it, in percent. By itself V8 lets all of
 * them grow much further, and gives little of that back.
 */
export const serverFlags = ['--max-semi-space-size=8', '--initial-old-space-size=80', '--heap-growing-percent=50'];

/** glibc would give each thread a heap of its own, and keep what is free in it. */
export const serverMemory = { MALLOC_ARENA_MAX: '2' };
