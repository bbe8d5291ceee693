/** docs/api.md and docs/tree-api.md are what their generators give, and its notes fit the model of the client. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NEVER_GIVEN, NOTES } from '../scripts/lib/api-notes.ts';
import { apiPage, errorsOf } from '../scripts/lib/api-page.ts';
import { treeApiPage } from '../scripts/lib/tree-api-page.ts';
import { OPERATIONS, type OperationModel, type OperationName } from '../src/api/model.ts';
import { anchors, localLinks, readText, repository } from './support/markdown.ts';
import { clientOutput } from './support/smoke-model.ts';

const NAMES = Object.keys(OPERATIONS) as OperationName[];

test('docs/api.md is up to date: else run `npx node scripts/api-docs.mjs`', () => {
  expect(readText('docs/api.md')).toBe(apiPage());
});

test('docs/tree-api.md is up to date: else run `npx node scripts/api-docs.mjs`', () => {
  expect(readText('docs/tree-api.md')).toBe(treeApiPage());
});

test.each(['docs/api.md', 'docs/tree-api.md'])('the links of %s lead somewhere', (page) => {
  for (const link of localLinks(readText(page))) {
    const { pathname, hash } = new URL(link, new URL(page, repository));
    expect(existsSync(pathname), link).toBe(true);
    if (hash !== '') expect(anchors(readText(pathname)), link).toContain(hash.slice(1));
  }
});

describe.each(NAMES)('the notes on %s', (name) => {
  const { output, withoutOutput = [], neverGives = [] } = NOTES[name];
  const { errors }: OperationModel = OPERATIONS[name];

  test('account for every member of the output', () => {
    expect([...output, ...withoutOutput].sort()).toEqual(clientOutput(name).sort());
  });

  test('leave out declared errors only', () => {
    expect(neverGives.filter((error) => !errors.includes(error) || NEVER_GIVEN.includes(error))).toEqual([]);
    expect(errorsOf(name).length).toBeLessThanOrEqual(errors.length);
  });
});
