/** CPU time and memory of processes and all that they started, from /proc (Linux; zeros elsewhere). */
import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  readonly cpuMs: number;
  readonly rssMiB: number;
}

const PAGE_BYTES = 4096;
/** USER_HZ, which Linux fixes. */
const MS_PER_TICK = 10;

interface Stat {
  readonly parent: number;
  readonly ticks: number;
  readonly pages: number;
}

export function usageOf(pids: readonly number[]): Usage {
  let ticks = 0;
  let pages = 0;
  for (const stat of withDescendants(pids, allProcesses())) {
    ticks += stat.ticks;
    pages += stat.pages;
  }
  return { cpuMs: ticks * MS_PER_TICK, rssMiB: (pages * PAGE_BYTES) / 2 ** 20 };
}

function allProcesses(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of entries('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(name);
    if (stat !== undefined) stats.set(Number(name), stat);
  }
  return stats;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** proc(5): the fields behind the name, which is in parentheses and may hold anything. */
function readStat(pid: string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const field = (number: number) => fields[number - 3] ?? 0;
    return { parent: field(4), ticks: field(14) + field(15), pages: field(24) };
  } catch {
    return undefined; // it has ended
  }
}

function withDescendants(pids: readonly number[], all: ReadonlyMap<number, Stat>): Stat[] {
  const family = new Set(pids);
  for (let before = -1; before !== family.size; ) {
    before = family.size;
    for (const [pid, { parent }] of all) if (family.has(parent)) family.add(pid);
  }
  return [...family].flatMap((pid) => all.get(pid) ?? []);
}
