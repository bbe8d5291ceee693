/**
 * Random state machines that start each other: roots start `Mid` and `Leaf`, `Mid` starts `Leaf`; `Callback` completes the
 * task that started it by its token; `Quick` is EXPRESS. All patterns of nesting, Map (inline and distributed), Parallel,
 * Choice, Wait, Retry, Catch, tokens and activities, in both query languages. Every machine ends, whatever happens.
 *
 * Everything that states see follows from the input alone: no times, no made-up ids. So a run without faults tells what
 * has to come out. What the checker must know stands in the names of states, which begin with what they are:
 * `Wait5…` waits five seconds; `…_a3i2` makes three attempts at most, two seconds apart; all end with `_v<revision>`.
 *
 * Input of every machine: `{n: number, items: number[]}`; every state keeps these members.
 */
import type { JsonObject } from '../../src/asl/json.ts';
import { Dice } from './dice.ts';

export const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:Work';
export const machineArn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const START = 'arn:aws:states:::states:startExecution';

export interface Machine {
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The definition with this tag in the names of all states. */
  readonly definition: (revision: number) => JsonObject;
}

/** What a seed's machines may consist of. */
export interface Features {
  readonly jsonata: number;
  readonly failing: number;
  readonly kinds: readonly Kind[];
}

const KINDS = [
  'lambda',
  'invoke',
  'token',
  'activity',
  'sync',
  'sync2',
  'start',
  'callback',
  'named',
  'express',
] as const;
const STATES = ['Wait', 'Choice', 'Parallel', 'Map', 'Distributed', 'Fail'] as const;
type Kind = (typeof KINDS)[number] | (typeof STATES)[number];

export function drawFeatures(dice: Dice): Features {
  const kinds: Kind[] = [...KINDS, ...STATES].filter(() => dice.chance(0.6));
  if (!KINDS.some((kind) => kinds.includes(kind))) kinds.push(dice.pick(KINDS));
  return { jsonata: dice.pick([0, 0.5, 1]), failing: dice.pick([0, 0.2, 0.5]), kinds };
}

export const ROOTS = ['RootA', 'RootB'] as const;

export function drawMachines(dice: Dice, features: Features): Machine[] {
  const machine = (
    name: string,
    children: readonly string[],
    size: number,
    type: Machine['type'] = 'STANDARD',
  ): Machine => {
    const seed = dice.int(1, 2 ** 31 - 1);
    const definition = (revision: number) =>
      new Builder(new Dice(seed), features, { children, type, revision }).machine(size);
    return { name, type, definition };
  };
  return [
    machine('RootA', ['Mid', 'Leaf'], 7),
    machine('RootB', ['Leaf'], 5),
    machine('Mid', ['Leaf'], 4),
    machine('Leaf', [], 2),
    machine('Quick', [], 2, 'EXPRESS'),
    { name: 'Callback', type: 'STANDARD', definition: callback },
  ];
}

interface Place {
  /** Machines that may be started. */
  readonly children: readonly string[];
  readonly type: Machine['type'];
  readonly revision: number;
}

/** Members of an object that are taken from the input. */
type Fields = Readonly<Record<string, { readonly path: string; readonly context?: boolean } | unknown>>;
const from = (path: string) => ({ path });
const context = (path: string) => ({ path, context: true });

class Builder {
  readonly #dice: Dice;
  readonly #features: Features;
  readonly #place: Place;
  /** States that may still be made. */
  #left = 0;
  #count = 0;

  constructor(dice: Dice, features: Features, place: Place) {
    this.#dice = dice;
    this.#features = features;
    this.#place = place;
  }

  machine(size: number): JsonObject {
    this.#left = size;
    const scope = this.#scope(2, this.#place.type === 'EXPRESS');
    return this.#dice.chance(0.1) && this.#place.type === 'STANDARD' ? { ...scope, TimeoutSeconds: 60 } : scope;
  }

  #scope(depth: number, express: boolean): JsonObject {
    const states: { name: string; state: JsonObject }[] = [];
    for (let wanted = this.#dice.int(1, 4); wanted > 0 && (this.#left > 0 || states.length === 0); wanted--) {
      this.#left--;
      states.push(this.#state(depth, express));
    }
    const last = states.findIndex(({ state }) => state['Type'] === 'Fail');
    if (last >= 0) states.length = last + 1;
    if (states.at(-1)?.state['Type'] === 'Choice') states.push(this.#named('Pass', { Type: 'Pass' }));
    const States: JsonObject = {};
    states.forEach(({ name, state }, i) => {
      States[name] = this.#linked(state, states[i + 1]?.name, states[i + 2]?.name);
    });
    return { StartAt: (states[0] as { name: string }).name, States };
  }

  /** With where it leads to. */
  #linked(state: JsonObject, next: string | undefined, afterNext: string | undefined): JsonObject {
    const { Catches, ...fields } = state;
    if (fields['Type'] === 'Fail') return fields;
    if (fields['Type'] === 'Choice') {
      const isJsonata = fields['QueryLanguage'] === 'JSONata';
      const rule = isJsonata ? { Condition: '{% $states.input.n > 4 %}' } : { Variable: '$.n', NumericGreaterThan: 4 };
      return { ...fields, Choices: [{ ...rule, Next: afterNext ?? (next as string) }], Default: next as string };
    }
    const isCaught = Catches === true && next !== undefined;
    const catcher = fields['QueryLanguage'] === 'JSONata' ? { Output: '{% $states.input %}' } : { ResultPath: null };
    const caught = isCaught ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: next, ...catcher }] } : {};
    return { ...fields, ...caught, ...(next === undefined ? { End: true } : { Next: next }) };
  }

  #named(prefix: string, state: JsonObject): { name: string; state: JsonObject } {
    return { name: `${prefix}_${this.#count++}_v${this.#place.revision}`, state };
  }

  #state(depth: number, express: boolean): { name: string; state: JsonObject } {
    const { kinds } = this.#features;
    const can = (kind: Kind) => {
      if (kind === 'Parallel' || kind === 'Map') return depth > 0 && this.#left > 0;
      if (kind === 'Distributed') return depth === 2 && this.#left > 0 && !express;
      if (kind === 'sync' || kind === 'sync2' || kind === 'named') return this.#place.children.length > 0 && !express;
      if (kind === 'start') return this.#place.children.length > 0;
      if (kind === 'express') return this.#place.type === 'STANDARD' && !express;
      if (kind === 'token' || kind === 'activity') return !express;
      if (kind === 'callback') return this.#place.children.length > 0 && !express;
      if (kind === 'Fail') return this.#dice.chance(this.#features.failing * 0.5);
      return true;
    };
    const usable = kinds.filter(can);
    const kind = usable.length === 0 || this.#dice.chance(0.1) ? 'Pass' : this.#dice.pick(usable);
    const jsonata = this.#dice.chance(this.#features.jsonata);
    const language: JsonObject = jsonata ? { QueryLanguage: 'JSONata' } : {};
    switch (kind) {
      case 'Pass':
        return this.#named('Pass', { Type: 'Pass', ...language, ...this.#assign(jsonata) });
      case 'Wait': {
        // Long ones lie in the store alone until their time comes near.
        const seconds = this.#dice.chance(0.1) && !express ? this.#dice.int(100, 900) : this.#dice.int(0, 9);
        return this.#named(`Wait${seconds}`, { Type: 'Wait', ...language, Seconds: seconds });
      }
      case 'Choice':
        return this.#named('Choice', { Type: 'Choice', ...language });
      case 'Fail':
        return this.#named('Fail', { Type: 'Fail', Error: 'Chosen', Cause: 'A Fail state.' });
      case 'Parallel':
        return this.#parallel(depth, express, jsonata);
      case 'Map':
      case 'Distributed':
        return this.#map(kind === 'Distributed', depth, express, jsonata);
      default:
        return this.#task(kind, jsonata);
    }
  }

  #parallel(depth: number, express: boolean, jsonata: boolean): { name: string; state: JsonObject } {
    const Branches = Array.from({ length: this.#dice.int(1, 3) }, () => this.#scope(depth - 1, express));
    const { suffix, rescue } = this.#rescue(0.3);
    return this.#named(`Parallel${suffix}`, {
      Type: 'Parallel',
      Branches,
      ...language(jsonata),
      ...rescue,
      ...kept(jsonata, 'p', '$count($states.result)'),
    });
  }

  #map(distributed: boolean, depth: number, express: boolean, jsonata: boolean): { name: string; state: JsonObject } {
    const type = distributed && this.#dice.chance(0.4) ? 'EXPRESS' : 'STANDARD';
    const config = distributed ? { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type } } : {};
    const inner = this.#scope(distributed ? 0 : depth - 1, express || type === 'EXPRESS');
    const { suffix, rescue } = this.#rescue(0.3);
    const tolerated = distributed && this.#dice.chance(0.4) ? { ToleratedFailurePercentage: 100 } : {};
    return this.#named(`${distributed ? 'Distributed' : 'Map'}${suffix}`, {
      Type: 'Map',
      ItemProcessor: { ...config, ...inner },
      MaxConcurrency: this.#dice.int(0, 2),
      ...tolerated,
      ...(jsonata ? { Items: '{% $states.input.items %}' } : { ItemsPath: '$.items' }),
      ItemSelector: fields({ n: context('Map.Item.Value'), items: [2, 7] }, jsonata),
      ...language(jsonata),
      ...rescue,
      ...kept(jsonata, 'm', '$count($states.result)'),
    });
  }

  #task(kind: Kind, jsonata: boolean): { name: string; state: JsonObject } {
    const dice = this.#dice;
    const { suffix, rescue } = this.#rescue(0.6);
    const isWaiting = kind === 'token' || kind === 'activity' || kind === 'callback';
    const limits: JsonObject = {
      ...(isWaiting ? { TimeoutSeconds: dice.int(5, 40) } : dice.chance(0.1) && { TimeoutSeconds: dice.int(1, 20) }),
      ...((kind === 'token' || kind === 'activity') && dice.chance(0.2) && { HeartbeatSeconds: dice.int(2, 4) }),
    };
    const { Resource, result, ...call } = this.#call(kind, jsonata);
    return this.#named(`Task${suffix}_${kind}`, {
      Type: 'Task',
      Resource,
      ...limits,
      ...language(jsonata),
      ...(call.parameters && { [jsonata ? 'Arguments' : 'Parameters']: fields(call.parameters, jsonata) }),
      ...rescue,
      ...kept(jsonata, 'r', result),
    });
  }

  /** `result`: JSONata over `$states.result` that keeps of the result what is the same in every run. */
  #call(kind: Kind, jsonata: boolean): { Resource: string; parameters?: Fields; result: string } {
    const asked = { n: from('n'), try: context('State.RetryCount'), fail: this.#dice.chance(this.#features.failing) };
    const child = this.#place.children.length === 0 ? 'Leaf' : this.#dice.pick(this.#place.children);
    const start = (pattern: string, result: string, machine = child, more: Fields = {}) => ({
      Resource: `${START}${pattern}`,
      parameters: { StateMachineArn: machineArn(machine), Input: { n: from('n'), items: from('items'), ...more } },
      result,
    });
    switch (kind) {
      case 'invoke':
        return {
          Resource: 'arn:aws:states:::lambda:invoke',
          parameters: { FunctionName: 'f', Payload: asked },
          result: '$states.result.v',
        };
      case 'token': {
        const Payload = { ...asked, token: context('Task.Token') };
        const Resource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
        return { Resource, parameters: { FunctionName: 'f', Payload }, result: '$states.result.v' };
      }
      case 'activity':
        return { Resource: ACTIVITY, parameters: asked, result: '$states.result.v' };
      case 'sync':
        return start('.sync', '$states.result.Status');
      case 'sync2':
        return start('.sync:2', '$states.result.Output.n');
      case 'start':
        return start('', '1');
      case 'express':
        return start('', '1', 'Quick');
      case 'callback':
        return start('.waitForTaskToken', '$states.result.v', 'Callback', { token: context('Task.Token') });
      case 'named': {
        // Everybody who has the same number waits for the same execution.
        const { Resource, parameters, result } = start('.sync:2', '$states.result.Output.n');
        const shared = { StateMachineArn: machineArn(child), Input: { n: 1, items: [1] } };
        const name = jsonata ? '{% $states.context.Execution.Name & "-shared" %}' : undefined;
        return { Resource, result, parameters: name === undefined ? parameters : { ...shared, Name: name } };
      }
      default:
        return { Resource: FUNCTION, ...{ parameters: asked }, result: '$states.result.v' };
    }
  }

  #assign(jsonata: boolean): JsonObject {
    if (!this.#dice.chance(0.3)) return {};
    return { Assign: fields({ [`seen${this.#count}`]: from('n') }, jsonata) as JsonObject };
  }

  #rescue(probability: number): { suffix: string; rescue: JsonObject } {
    const dice = this.#dice;
    const Catches = dice.chance(0.4);
    if (!dice.chance(probability)) return { suffix: '_a1i0', rescue: { Catches } };
    const [retries, seconds] = [dice.int(1, 2), dice.int(1, 4)];
    const retrier = { ErrorEquals: ['States.ALL'], MaxAttempts: retries, IntervalSeconds: seconds, BackoffRate: 1 };
    return { suffix: `_a${retries + 1}i${seconds}`, rescue: { Catches, Retry: [retrier] } };
  }
}

function language(jsonata: boolean): JsonObject {
  return jsonata ? { QueryLanguage: 'JSONata' } : {};
}

/** The input with `member` set to a part of the result. */
function kept(jsonata: boolean, member: string, result: string): JsonObject {
  if (jsonata) return { Output: `{% $merge([$states.input, {'${member}': ${result}}]) %}` };
  const path = result.replace(/^\$states\.result/, '$');
  if (!path.startsWith('$.')) return { ResultSelector: { is: 1 }, ResultPath: `$.${member}` };
  return { ResultSelector: { 'is.$': path }, ResultPath: `$.${member}` };
}

function fields(members: Fields, jsonata: boolean): JsonObject {
  const made: JsonObject = {};
  for (const [name, member] of Object.entries(members)) {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) made[name] = member as JsonObject;
    else if ('path' in member) {
      const { path, context: isContext = false } = member as { path: string; context?: boolean };
      if (jsonata) made[name] = isContext ? `{% $states.context.${path} %}` : `{% $states.input.${path} %}`;
      else made[`${name}.$`] = isContext ? `$$.${path}` : `$.${path}`;
    } else made[name] = fields(member as Fields, jsonata);
  }
  return made;
}

/** Completes the task that started it, perhaps after a while. */
function callback(revision: number): JsonObject {
  const [wait, task] = [`Wait2_0_v${revision}`, `Task_a1i0_answer_v${revision}`];
  return {
    StartAt: wait,
    States: {
      [wait]: { Type: 'Wait', Seconds: 2, Next: task },
      [task]: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
        Parameters: { 'TaskToken.$': '$.token', Output: { 'v.$': '$.n' } },
        ResultPath: null,
        End: true,
      },
    },
  };
}
