/** Rules of the repository that no linter knows. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readText, repository } from './support/markdown.ts';

const root = fileURLToPath(repository);
const MOST_LINES = 500;
/** Tables of the API model are as long as the API is. */
const DATA = ['src/api/model.ts'];

/** Paths below a folder, relative to the repository; none when the folder is not there. */
function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}

const sources = files('src').filter((file) => file.endsWith('.ts'));
const isTest = (file: string) => /\.(test|contract|fake|fixture)\.ts$/.test(file);

describe('every file in src', () => {
  it(`has at most ${MOST_LINES} lines`, () => {
    const long = sources.filter(
      (file) => !isTest(file) && !DATA.includes(file) && readText(file).split('\n').length > MOST_LINES + 1,
    );
    expect(long).toEqual([]);
  });

  it('says in a comment what it is for', () => {
    const silent = sources.filter((file) => !isTest(file) && !readText(file).includes('/**'));
    expect(silent).toEqual([]);
  });

  it('leaves nothing for later', () => {
    const marks = new RegExp(['TO', 'FIX'].map((start, i) => start + ['DO', 'ME'][i]).join('|'));
    const all = [...sources, ...files('test'), ...files('scripts')];
    expect(all.filter((file) => marks.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});

describe('tests', () => {
  const tests = (folder: string) =>
    sources
      .filter((file) => isTest(file) && file.startsWith(folder))
      .map(readText)
      .join('\n');

  it.each(['Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail', 'Parallel', 'Map'])('run states of type %s', (type) => {
    expect(sources).toContain(`src/asl/states/${type.toLowerCase()}.ts`);
    expect(tests('src/asl/')).toMatch(new RegExp(`["']?Type["']?: ?["']${type}["']`));
  });

  it.each(sources.filter(isOperation))('call the operation of %s', (file) => {
    expect(tests('src/api/')).toContain(pascalCase(basename(file, '.ts')));
  });
});

function isOperation(file: string): boolean {
  return file.startsWith('src/api/operations/') && !isTest(file) && basename(file) !== 'index.ts';
}

function pascalCase(kebab: string): string {
  return kebab.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

describe('ARCHITECTURE.md', () => {
  const { dependencies } = JSON.parse(readText('package.json')) as { dependencies: Record<string, string> };

  it.each(Object.keys(dependencies))('says why %s is there', (name) => {
    const rows = readText('ARCHITECTURE.md')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows.some((row) => row.includes(`\`${name}\``))).toBe(true);
  });
});

describe('the version', () => {
  it('of package.json has a section in CHANGELOG.md', () => {
    expect(readText('CHANGELOG.md')).toContain(`## [${JSON.parse(readText('package.json')).version}]`);
  });
});
