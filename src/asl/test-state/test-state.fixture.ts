/** Tests states without a server: one call, one answer. */
import { ApiError } from '../../aws/api-error.ts';
import type { Json, JsonObject } from '../json.ts';
import { envOf, NOW_MS } from '../jsonpath/test-env.contract.ts';
import type { Progress } from './run.ts';
import { startTest } from './run.ts';
import type { MockInput, StateTest, StateTestResult } from './state-test.ts';

export { NOW_MS };

const REALM = { account: '123456789012', region: 'us-east-1' };
export const ROLE = 'arn:aws:iam::123456789012:role/tester';

/** What a test may say beside its definition; data as values. */
export interface Request extends Omit<StateTest, 'definition' | 'input' | 'variables' | 'context' | 'mock'> {
  readonly input?: Json;
  readonly variables?: Json;
  readonly context?: Json;
  /** `result` as a value. */
  readonly mock?: Omit<MockInput, 'result'> & { readonly result?: Json };
}

export function begin(definition: JsonObject, { input, variables, context, mock, ...request }: Request = {}): Progress {
  const { result, ...errors } = mock ?? {};
  const test: StateTest = {
    ...request,
    definition: JSON.stringify(definition),
    ...(input !== undefined && { input: JSON.stringify(input) }),
    ...(variables !== undefined && { variables: JSON.stringify(variables) }),
    ...(context !== undefined && { context: JSON.stringify(context) }),
    ...(mock !== undefined && { mock: { ...errors, ...(result !== undefined && { result: JSON.stringify(result) }) } }),
  };
  return startTest(test, REALM, envOf(null).host);
}

/** The answer of a test that neither waits nor calls. */
export function answer(definition: JsonObject, request?: Request): StateTestResult {
  const progress = begin(definition, request);
  if (progress.type !== 'done') throw new Error(`the test is not done but asks for: ${progress.type}`);
  return progress.result;
}

/** The same with the data processing; texts of data as values. */
export function inspect(definition: JsonObject, request: Request = {}): JsonObject {
  const { inspectionData } = answer(definition, { inspectionLevel: 'DEBUG', ...request });
  const shown = Object.entries(inspectionData ?? {}).map(([name, value]) => {
    return [name, typeof value === 'string' ? JSON.parse(value) : value] as const;
  });
  return Object.fromEntries(shown) as JsonObject;
}

/** Code and text of the error that the request gets. */
export function refusal(definition: JsonObject | string, request: Request = {}): string {
  try {
    if (typeof definition === 'string') startTest({ definition }, REALM, envOf(null).host);
    else begin(definition, request);
  } catch (error) {
    if (error instanceof ApiError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'taken';
}
