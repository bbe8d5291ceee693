import { describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../maintenance/doctor/doctor.ts';
import { createTerminal } from '../terminal.ts';
import { jsonReport, textReport } from './doctor.ts';
import { createProgress, sizeText } from './progress.ts';

const plain = createTerminal({ write: () => true }, {});
const SOUND: DoctorReport = {
  ...{ schemaVersion: 4, executions: 3, running: 1, events: 20 },
  ...{ violations: 0, findings: [], counts: {} },
};
const BROKEN: DoctorReport = {
  ...SOUND,
  violations: 12,
  findings: Array.from({ length: 12 }, (_, index) => ({
    check: 'stuck',
    arn: `arn:${index}`,
    what: 'it\u001b[2J waits',
  })),
  counts: { stuck: 12 },
};

describe('the report of the doctor', () => {
  it('is one line when no promise is broken', () => {
    expect(textReport(SOUND, plain)).toBe('No promise is broken. Checked 3 executions (1 RUNNING) with 20 events.\n');
  });

  it('names the promise, the first executions and what to do, and obeys no control characters', () => {
    const text = textReport(BROKEN, plain);
    expect(text).toContain('broken [stuck] A RUNNING execution has a timer');
    expect(text).toContain('  arn:9: it [2J waits\n  and 2 more');
    expect(text).toContain('What to do: Stop the execution');
    expect(text).not.toContain('\u001b');
    expect(text.endsWith('12 violations. Checked 3 executions (1 RUNNING) with 20 events.\n')).toBe(true);
  });

  it('tells programs the result, the counts, and the promise and advice of each finding', () => {
    expect(JSON.parse(jsonReport(SOUND))).toMatchObject({ result: 'OK', violations: 0, findings: [] });
    const { result, counts, findings } = JSON.parse(jsonReport(BROKEN));
    expect([result, counts, findings.length]).toEqual(['FAIL', { stuck: 12 }, 12]);
    expect(findings[0]).toMatchObject({ check: 'stuck', promise: expect.any(String), advice: expect.any(String) });
  });
});

describe('progress', () => {
  it('replaces its line on a terminal, now and then, and takes it away in the end', () => {
    const written: string[] = [];
    let nowMs = 0;
    const progress = createProgress(false, { isTTY: true, write: (text) => written.push(text) }, () => nowMs);
    progress.show('copying', 0);
    progress.show('copying', 0.5);
    nowMs = 200;
    progress.show('copying', 0.6);
    progress.show('checking', 1);
    progress.end();
    const clear = '\r\u001b[2K';
    expect(written).toEqual([`${clear}copying 0 %`, `${clear}copying 60 %`, `${clear}checking 100 %`, clear]);
  });

  it('says nothing to programs and files', () => {
    const output = { isTTY: false, write: () => expect.fail('something was written') };
    createProgress(false, output).show('copying', 1);
    createProgress(true, { ...output, isTTY: true }).show('copying', 1);
  });

  it('writes sizes for people', () => {
    expect([0, 999, 1000, 1_234_567].map(sizeText)).toEqual(['0 bytes', '999 bytes', '1.0 kB', '1.2 MB']);
  });
});
