/** The form of an alias. */
import { describe, expect, it } from 'vitest';
import { type AliasForm, aliasProblems, formOfRoutes, routesOfForm } from './alias-routes.ts';

const form: AliasForm = { name: 'live', description: '', first: 'arn:m:1', weight: '100', second: '' };

describe('the form of an alias', () => {
  it.each<[string, Partial<AliasForm>, object]>([
    ['one version', {}, {}],
    ['two versions', { second: 'arn:m:2', weight: '90' }, {}],
    ['all of it to the second', { second: 'arn:m:2', weight: '0' }, {}],
    ['no name', { name: '  ' }, { name: 'Give it a name.' }],
    ['a name with a space', { name: 'a b' }, { name: expect.stringContaining('letters') }],
    ['a name that is a version', { name: '12' }, { name: expect.stringContaining('version') }],
    ['a long name', { name: 'a'.repeat(81) }, { name: expect.stringContaining('80') }],
    ['too much weight', { second: 'arn:m:2', weight: '101' }, { weight: expect.stringContaining('0 to 100') }],
    ['half a percent', { second: 'arn:m:2', weight: '0.5' }, { weight: expect.stringContaining('whole number') }],
    ['no weight', { second: 'arn:m:2', weight: '' }, { weight: expect.stringContaining('whole number') }],
    ['the same version twice', { second: 'arn:m:1', weight: '50' }, { second: expect.stringContaining('other') }],
    ['a weight that nothing asks for', { weight: 'x' }, {}],
  ])('with %s', (_, parts, problems) => {
    expect(aliasProblems({ ...form, ...parts })).toEqual(problems);
  });

  it('means weights that add up to 100, and back', () => {
    const routes = routesOfForm({ ...form, second: 'arn:m:2', weight: '95' });
    expect(routes).toEqual([
      { stateMachineVersionArn: 'arn:m:1', weight: 95 },
      { stateMachineVersionArn: 'arn:m:2', weight: 5 },
    ]);
    expect(formOfRoutes(routes)).toEqual({ first: 'arn:m:1', weight: '95', second: 'arn:m:2' });
    expect(routesOfForm(form)).toEqual([{ stateMachineVersionArn: 'arn:m:1', weight: 100 }]);
  });
});
