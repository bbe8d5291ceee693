import { describe, expect, it } from 'vitest';
import { createTerminal } from '../terminal.ts';
import { checkText } from './check.ts';
import { textReport } from './report-text.ts';

function report(text: string, { file = 'a.json', colour = false } = {}): string {
  const checked = checkText(file, text, 'STANDARD');
  const terminal = createTerminal({ write: () => {} }, colour ? { FORCE_COLOR: '1' } : { LANG: 'C.UTF-8' });
  return textReport([{ file, valid: false, checked, findings: checked.findings }], terminal);
}

describe('the report for people', () => {
  it('underlines below tabs and wide lines', () => {
    expect(report('{\n\t"StartAt":\t"A",\n\t"States": {"A": 1}\n}')).toContain(
      '    3 | \t"States": {"A": 1}\n      | \t                ^\n',
    );
    const wide = report(`{"Comment":"${'x'.repeat(10_000)}","StartAt":1,"States":{"A":{"Type":"Succeed"}}}`);
    const [, shown = '', mark = ''] = wide.split('\n');
    expect(shown.length).toBeLessThan(140);
    expect(shown.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('1');
  });

  it('shows nothing that a terminal would obey', () => {
    const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"\u202e\u009b31m","End":1}}}';
    const hostile = report(text, { file: 'a\u001b[2J.json' });
    expect(hostile).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(hostile).toContain('a [2J.json:1:');
  });

  it('is coloured by severity', () => {
    const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"a":"$.b"},"End":1}}}';
    const coloured = report(text, { colour: true });
    expect(coloured).toContain('\u001b[31merror\u001b[39m: Expected value of type [BOOLEAN]');
    expect(coloured).toContain('\u001b[33mwarning\u001b[39m');
    expect(coloured).toContain('\u001b[31m1 error and 1 warning in 1 file.\u001b[39m');
  });
});
