import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Ticks of /proc: always 100 a second for programs, whatever the kernel's own clock. */
const TICK_MS = 10;

/**
 * Milliseconds of the processor that a process has used so far; with its ended children, since PostgreSQL has one for each
 * connection. Unlike throughput it hardly depends on what else the machine does. Linux only; NaN elsewhere.
 */
function usedBy(pid: string | number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * TICK_MS, 0);
  } catch {
    return Number.NaN;
  }
}

export type CpuMeter = () => number;

export function processMeter(pid: number): CpuMeter {
  return () => usedBy(pid);
}

/** All processes of a PostgreSQL: those whose current folder is the cluster. */
export function clusterMeter(dataDir: string | undefined): CpuMeter {
  if (dataDir === undefined || process.platform !== 'linux') return () => Number.NaN;
  return () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && worksIn(name, dataDir))
      .reduce((sum, pid) => sum + usedBy(pid), 0);
}

function worksIn(pid: string, dataDir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch {
    return false;
  }
}

/** Megabytes of memory that a process really holds now. Linux only; NaN elsewhere. */
export function residentMegabytes(pid: number): number {
  try {
    const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(line) / 1024;
  } catch {
    return Number.NaN;
  }
}
