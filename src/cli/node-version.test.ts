import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NEEDED_NODE, nodeComplaint } from './node-version.ts';

describe('nodeComplaint', () => {
  it.each(['18.20.4', '20.20.2', '22.17.9', '22.9.0'])('refuses Node %s and names both versions', (version) => {
    expect(nodeComplaint(version)).toContain(`needs Node ${NEEDED_NODE} or newer, but this is Node ${version}`);
  });

  it.each(['22.18.0', '22.20.0', '24.0.0', '26.1.0-nightly'])('accepts Node %s', (version) => {
    expect(nodeComplaint(version)).toBeUndefined();
  });

  it('asks for the version that package.json declares', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(`${engines.node}.0`).toBe(`>=${NEEDED_NODE}`);
  });
});
