/** `stairwell validate` as a process: what it prints, its exit codes, and that the documentation shows just that. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { codeBlocks, localLinks, readText, repository } from './support/markdown.ts';

const CLI = fileURLToPath(new URL('src/cli.ts', repository));
const EXAMPLE = fileURLToPath(new URL('examples/CheckFraud.asl.json', repository));
const folder = mkdtempSync(join(tmpdir(), 'stairwell-validate-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function validate(args: readonly string[], { input = '', env = {} }: { input?: string; env?: object } = {}) {
  const child = spawn(process.execPath, [CLI, 'validate', ...args], { cwd: folder, env: { ...process.env, ...env } });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (texts.out += chunk));
  child.stderr.on('data', (chunk) => (texts.err += chunk));
  child.stdin.end(input);
  return new Promise<Result>((resolve) => child.on('close', (code) => resolve({ code, ...texts })));
}

describe('docs/validate.md', () => {
  const text = readText('docs/validate.md');
  const transcripts = codeBlocks(text, 'console').map((block) => {
    const [command = '', ...shown] = block.split('\n');
    return { args: command.replace('$ stairwell validate ', '').split(' '), shown: shown.join('\n') };
  });

  it.each(transcripts)('shows what is printed for $args', async ({ args, shown }) => {
    file('broken.asl.json', codeBlocks(text, 'json')[0] ?? '');
    expect(await validate(args)).toEqual({ code: 1, out: shown, err: '' });
  });

  it('is linked, and its links lead somewhere', () => {
    expect(transcripts).toHaveLength(2);
    expect(localLinks(readText('README.md'))).toContain('docs/validate.md');
    for (const link of localLinks(text))
      expect(existsSync(new URL(link, new URL('docs/', repository))), link).toBe(true);
  });
});

describe('stairwell validate', () => {
  const valid = '{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"a":"$.b"},"End":true}}}';

  it('exits 0 when all is valid, warnings or not, and can leave them out', async () => {
    const args = ['--severity', 'ERROR', file('warned.json', valid), EXAMPLE];
    expect(await validate(args)).toEqual({ code: 0, out: '2 files are valid.\n', err: '' });
    const { code, out } = await validate(['warned.json']);
    expect([code, out.split('\n').at(-2)]).toEqual([0, '1 file is valid, with 1 warning.']);
  });

  it('reads the standard input, in YAML too, and takes what CloudFormation fills in', async () => {
    const input = `StartAt: Start
States:
  Start:
    Type: Task
    Resource: !GetAtt Child.Arn
    TimeoutSeconds: "\${Timeout}"
    Next: Wait
  Wait: {Type: Wait, Timestamp: 2030-01-01T00:00:00Z, Next: Nowhere}
`;
    const { code, out } = await validate(['-'], { input });
    expect(code).toBe(1);
    expect(out).toContain("<stdin>:8:61: error: Missing 'Next' target: Nowhere [MISSING_TRANSITION_TARGET]\n");
    expect(out).toContain(
      'Next: Nowhere}\n      |                                                             ^^^^^^^\n',
    );
    expect(out).toContain('<stdin>: note: filled in when it is deployed');
  });

  it('applies the limits of EXPRESS machines', async () => {
    const task =
      '{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync","Parameters":{"StateMachineArn":"a"},"End":true}';
    file('sync.json', `{"StartAt":"A","States":{"A":${task}}}`);
    expect((await validate(['--type', 'EXPRESS', 'sync.json'])).code).toBe(1);
  });

  it('exits 2 on files it cannot read, and checks the others', async () => {
    writeFileSync(join(folder, 'bytes.json'), Uint8Array.of(0xff));
    const { code, out, err } = await validate(['nowhere.json', '.', 'bytes.json', file('good.json', valid)]);
    expect(code).toBe(2);
    expect(out).toContain('1 file is valid');
    expect(err).toBe(`stairwell: cannot read nowhere.json: there is no such file
stairwell: cannot read .: it is a folder; name the files in it
stairwell: cannot read bytes.json: it is not UTF-8 text
`);
  });

  it('exits 2 on arguments it does not know, and says which it knows', async () => {
    const { code, err } = await validate(['--type', 'FAST', 'a.json']);
    expect(code).toBe(2);
    expect(err).toContain('Allowed choices are STANDARD, EXPRESS');
  });

  it('teaches by examples', async () => {
    const { code, out } = await validate(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('stairwell validate --json -');
    expect(out).toContain('Exit codes:');
  });
});
