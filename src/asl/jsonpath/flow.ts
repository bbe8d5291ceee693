/**
 * The JSONPath dialect behind the QueryLanguage interface: InputPath → Parameters → result → ResultSelector →
 * ResultPath → OutputPath. Source: ASL "Input and Output Processing". Each state is compiled once per revision.
 * Errors of all evaluations: States.Runtime, States.IntrinsicFailure, States.DataLimitExceeded.
 */
import type { StatesError } from '../errors.ts';
import { runtimeFailure } from '../errors.ts';
import type { ChoiceFlow, FailFlow, Flow, QueryLanguage, TaskFlow, WaitFlow } from '../flow.ts';
import type { JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { compileRule } from './choice.ts';
import { compileExpression } from './expression.ts';
import {
  compileAssign,
  compileCatchExits,
  compileInputExit,
  compilePathField,
  compileResultExit,
  compileSelectedInput,
  compileTemplateField,
} from './input-output.ts';
import { mapFields } from './map-fields.ts';
import { compileIntegerField } from './number-field.ts';
import { compileTemplate } from './payload-template.ts';
import type { Scope } from './scope.ts';
import { compileWaitUntil } from './wait-until.ts';

export const jsonPath: QueryLanguage = {
  name: 'JSONPath',
  flow: (state) => baseFlow(state, getOwn(state, 'Type') === 'Succeed' ? compileInputExit : compileResultExit),
  task: taskFlow,
  choice: choiceFlow,
  wait: waitFlow,
  fail: failFlow,
  map: (state) => ({ ...baseFlow(state, compileResultExit), ...mapFields(state) }),
};

type CompileExit = (state: JsonObject) => Flow['exit'];

/** Arguments, exit and catchers, as all types of state have them. */
function baseFlow(state: JsonObject, compileExit: CompileExit): Flow {
  const inputPath = compilePathField(state, 'InputPath');
  const parameters = compileTemplateField(state, 'Parameters');
  const catchExits = compileCatchExits(state);
  return {
    arguments(env) {
      const root = inputPath({ root: env.input, env });
      env.inspect?.('afterInputPath', root);
      const effective = parameters === undefined ? root : parameters({ root, env });
      env.inspect?.('afterParameters', effective);
      return effective;
    },
    exit: compileExit(state),
    caught(env, index, errorOutput) {
      const exit = catchExits[index];
      if (exit === undefined) throw new Error(`catcher ${index} does not exist`);
      return exit(env, errorOutput);
    },
  };
}

function taskFlow(state: JsonObject): TaskFlow {
  const scopeOf = compileSelectedInput(state);
  const timeoutSeconds = compileIntegerField(state, 'TimeoutSeconds', 1);
  const heartbeatSeconds = compileIntegerField(state, 'HeartbeatSeconds', 1);
  const roleArn = compileRoleArn(state);
  return {
    ...baseFlow(state, compileResultExit),
    timeoutSeconds: (env) => timeoutSeconds(() => scopeOf(env)),
    heartbeatSeconds: (env) => heartbeatSeconds(() => scopeOf(env)),
    roleArn: (env) => roleArn?.(scopeOf(env)),
  };
}

function compileRoleArn(state: JsonObject): ((scope: Scope) => string) | undefined {
  const credentials = getOwn(state, 'Credentials');
  if (!isObject(credentials)) return undefined;
  const template = compileTemplate(credentials);
  return (scope) => {
    const roleArn = getOwn(template.value(scope) as JsonObject, 'RoleArn');
    if (typeof roleArn !== 'string') throw runtimeFailure("The value of the field 'RoleArn' must be a string.");
    return roleArn;
  };
}

function choiceFlow(state: JsonObject): ChoiceFlow {
  const flow = baseFlow(state, compileInputExit);
  const outputPath = compilePathField(state, 'OutputPath');
  const choices = getOwn(state, 'Choices');
  const rules = (Array.isArray(choices) ? choices : []).filter(isObject).map((rule) => ({
    matches: compileRule(rule),
    next: String(getOwn(rule, 'Next')),
    // A rule's Assign stands in for the state's, which serves Default alone.
    assign: compileAssign(rule),
  }));
  const fallback = getOwn(state, 'Default');
  return {
    ...flow,
    choose(env) {
      const root = flow.arguments(env);
      const scope = { root, env };
      for (const { matches, next, assign } of rules) {
        if (matches(scope)) return { next, exit: { output: outputPath(scope), ...assign(scope) } };
      }
      return typeof fallback === 'string' ? { next: fallback, exit: flow.exit(env, root) } : null;
    },
  };
}

function waitFlow(state: JsonObject): WaitFlow {
  const scopeOf = compileSelectedInput(state);
  const waitUntil = compileWaitUntil(state);
  return { ...baseFlow(state, compileInputExit), waitUntilMs: (env) => waitUntil(scopeOf(env)) };
}

function failFlow(state: JsonObject): FailFlow {
  const error = compileText(state, 'Error');
  const cause = compileText(state, 'Cause');
  return {
    ...baseFlow(state, compileInputExit),
    failure(env): StatesError {
      const scope = { root: env.input, env };
      const errorText = error(scope);
      const causeText = cause(scope);
      return {
        ...(errorText !== undefined && { error: errorText }),
        ...(causeText !== undefined && { cause: causeText }),
      };
    },
  };
}

/** Error or Cause, or what ErrorPath or CausePath gives. */
function compileText(state: JsonObject, field: 'Error' | 'Cause'): (scope: Scope) => string | undefined {
  const literal = getOwn(state, field);
  if (typeof literal === 'string') return () => literal;
  const pathField = `${field}Path`;
  const text = getOwn(state, pathField);
  if (typeof text !== 'string') return () => undefined;
  const expression = compileExpression(text, pathField);
  return (scope) => {
    const value = expression.evaluate(scope);
    if (typeof value !== 'string') throw runtimeFailure(`The value of the field '${pathField}' must be a string.`);
    return value;
  };
}
