/**
 * What expressions of a state may refer to: `$states` and the workflow's variables. Source: spec "JSONata specifics".
 * The members of `$states` are made when they are asked for.
 */
import type { Env } from '../flow.ts';
import type { Json } from '../json.ts';
import type { Payload } from '../payload.ts';
import type { Globals } from './frame.ts';
import type { Members, Value } from './values.ts';

export interface Scope {
  readonly env: Env;
  readonly variables: Globals;
  /** The payload that has just this value and was looked at, so that it is handed on with its text. */
  payloadOf(value: Json): Payload | undefined;
}

/** A payload that knows whether its text had to be parsed. */
class Reading {
  readonly payload: Payload;
  used = false;

  constructor(payload: Payload) {
    this.payload = payload;
  }

  get value(): Json {
    this.used = true;
    return this.payload.value;
  }
}

export function inputScope(env: Env): Scope {
  const input = new Reading(env.input);
  return scopeOf(env, [input], {
    get input() {
      return input.value;
    },
    get context() {
      return env.context();
    },
  });
}

export function resultScope(env: Env, payload: Payload): Scope {
  const [input, result] = [new Reading(env.input), new Reading(payload)];
  return scopeOf(env, [input, result], {
    get input() {
      return input.value;
    },
    get context() {
      return env.context();
    },
    get result() {
      return result.value;
    },
  });
}

export function errorScope(env: Env, payload: Payload): Scope {
  const [input, errorOutput] = [new Reading(env.input), new Reading(payload)];
  return scopeOf(env, [input, errorOutput], {
    get input() {
      return input.value;
    },
    get context() {
      return env.context();
    },
    get errorOutput() {
      return errorOutput.value;
    },
  });
}

function scopeOf(env: Env, readings: readonly Reading[], states: Members): Scope {
  const { variables } = env;
  return {
    env,
    variables(name): Value {
      if (name === 'states') return states;
      return Object.hasOwn(variables, name) ? variables[name] : undefined;
    },
    payloadOf(value) {
      if (value === null || typeof value !== 'object') return undefined;
      return readings.find(({ used, payload }) => used && payload.value === value)?.payload;
    },
  };
}
