/** Whether this Node is new enough. Loaded by every Node, so nothing here may need a new one. */

/** As `engines` in package.json: the first release line with all that is used of node:sqlite. */
export const NEEDED_NODE = '22.18.0';

/** A sentence for the user when `version` (such as `20.11.1`) is too old. */
export function nodeComplaint(version: string): string | undefined {
  if (!isOlder(numbers(version), numbers(NEEDED_NODE))) return undefined;
  return `stairwell: needs Node ${NEEDED_NODE} or newer, but this is Node ${version} (${process.execPath}).`;
}

function numbers(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}

function isOlder(have: number[], need: number[]): boolean {
  for (let i = 0; i < need.length; i++) {
    const difference = (have[i] || 0) - (need[i] || 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
