/** ValidateStateMachineDefinition: the envelope; what is found is tested in asl/validate. */
import { describe, expect, it } from 'vitest';
import { InProcessApi, PASS } from './in-process-api.fake.ts';

async function validate(definition: object | string, more: object = {}) {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  return (await InProcessApi.start()).call('ValidateStateMachineDefinition', { definition: text, ...more });
}

const states = (count: number) => ({
  StartAt: 'S0',
  States: Object.fromEntries(Array.from({ length: count }, (_, i) => [`S${i}`, { Type: 'Nope' }])),
});

describe('ValidateStateMachineDefinition', () => {
  it('is OK about a sound definition', async () => {
    expect(await validate(PASS)).toEqual({ result: 'OK', diagnostics: [], truncated: false });
  });

  it('says what is wrong, and where if that can be said', async () => {
    expect(await validate({ States: PASS.States })).toEqual({
      result: 'FAIL',
      diagnostics: [
        {
          ...{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED' },
          ...{ message: 'These fields are required: [StartAt]', location: '/' },
        },
      ],
      truncated: false,
    });
    expect(await validate(' ')).toMatchObject({
      diagnostics: [{ severity: 'ERROR', message: 'Definition must be a valid JSON object' }],
    });
  });

  it('knows what EXPRESS machines cannot do', async () => {
    const Resource = 'arn:aws:states:::states:startExecution.sync';
    const task = {
      StartAt: 'T',
      States: { T: { Type: 'Task', Resource, Parameters: { StateMachineArn: 'a' }, End: true } },
    };
    expect(await validate(task)).toMatchObject({ result: 'OK' });
    expect(await validate(task, { type: 'EXPRESS' })).toMatchObject({ result: 'FAIL' });
  });

  it('shows as many findings as are wanted, 100 at most', async () => {
    expect(await validate(states(3), { maxResults: 2 })).toMatchObject({
      ...{ result: 'FAIL', diagnostics: [{}, {}], truncated: true },
    });
    expect(await validate(states(3), { maxResults: 3 })).toMatchObject({ truncated: false });
    const all = await validate(states(150), { maxResults: 0 });
    expect([(all['diagnostics'] as object[]).length, all['truncated']]).toEqual([100, true]);
    expect(await validate(PASS, { maxResults: 101 })).toMatchObject({ __type: 'ValidationException' });
  });

  it('shows warnings to those who ask for them, and fails for errors only', async () => {
    const undeclared = { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { 'a.$': '$x' }, End: true } } };
    expect(await validate(undeclared)).toEqual({ result: 'OK', diagnostics: [], truncated: false });
    expect(await validate(undeclared, { severity: 'WARNING' })).toMatchObject({
      ...{ result: 'OK', diagnostics: [{ severity: 'WARNING' }] },
    });
  });
});
