import { describe, expect, it } from 'vitest';
import { deploymentOrder, placeholders, readDefinitions, readInput, substitute } from './examples.ts';

const starts = (...names: string[]) => JSON.stringify(names.map((name) => `\${${name}StateMachineArn}`));

describe('the examples', () => {
  const definitions = readDefinitions();

  it('start only state machines that are among them', () => {
    expect(deploymentOrder(definitions).at(-1)).toBe('FulfilOrder');
    expect(deploymentOrder(definitions)).toHaveLength(definitions.size);
  });

  it('show every pattern and link children to their parent', () => {
    const text = definitions.get('FulfilOrder') ?? '';
    for (const resource of ['', '.sync', '.sync:2', '.waitForTaskToken']) {
      expect(text).toContain(`"arn:aws:states:::states:startExecution${resource}"`);
    }
    expect(text.match(/AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID/g)).toHaveLength(placeholders(text).length);
  });

  it('are JSON, with an input beside the first one', () => {
    for (const definition of definitions.values()) expect(JSON.parse(definition)).toHaveProperty('StartAt');
    expect(JSON.parse(readInput('FulfilOrder'))).toHaveProperty('orderId');
  });
});

describe('deploymentOrder', () => {
  it('puts the started state machines before those that start them', () => {
    const definitions = new Map([
      ['A', starts('B', 'C')],
      ['B', starts('C')],
      ['C', starts()],
    ]);
    expect(deploymentOrder(definitions)).toEqual(['C', 'B', 'A']);
  });

  it('refuses what names something that is not there, or itself', () => {
    expect(() => deploymentOrder(new Map([['A', starts('Missing')]]))).toThrow('cannot deploy A');
    expect(() => deploymentOrder(new Map([['A', starts('A')]]))).toThrow('cannot deploy A');
  });
});

describe('substitute', () => {
  it('puts ARNs in and leaves other placeholders alone', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is the data
    const text = '"${AStateMachineArn}" "${BStateMachineArn}"';
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is the data
    expect(substitute(text, new Map([['A', 'arn:a']]))).toBe('"arn:a" "${BStateMachineArn}"');
  });
});
