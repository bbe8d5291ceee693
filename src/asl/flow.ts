/**
 * The one interface that both query languages implement: how the fields of a state turn its input into
 * arguments, a result into output and variables. States call it and know no dialect.
 * Source: spec of ASL, "Input and Output Processing" (JSONPath) and "JSONata".
 *
 * Every method may throw an EvaluationFailure. All are synchronous and pure but for `env.host`.
 */
import type { StatesError } from './errors.ts';
import type { Host } from './host.ts';
import type { Json, JsonObject } from './json.ts';
import type { Payload } from './payload.ts';

export type Variables = Readonly<Record<string, Json>>;

/** What the fields of a state may refer to. */
export interface Env {
  /** The state's raw input. */
  readonly input: Payload;
  /** The context object (`$$`, `$states.context`); built on first use. */
  readonly context: () => JsonObject;
  /** Workflow variables visible here, by name; inner scopes win. Null-prototype or plain; use own members only. */
  readonly variables: Variables;
  readonly host: Host;
  /** Called with what a field made of the data; absent in executions, which nobody looks into that closely. */
  readonly inspect?: (stage: Stage, payload: Payload) => void;
}

/** Steps of input and output processing, named as TestState shows them. */
export type Stage =
  | 'afterInputPath'
  | 'afterParameters'
  | 'afterArguments'
  | 'afterItemsPath'
  | 'afterResultSelector'
  | 'afterResultPath';

/** What a state leaves behind. */
export interface Exit {
  readonly output: Payload;
  /** Variables to set, when the state has Assign. */
  readonly assign?: Variables;
}

/** Fields that every type of state has. */
export interface Flow {
  /** Effective input: InputPath and Parameters (JSONPath; Parameters not on Map), or Arguments (JSONata). */
  arguments(env: Env): Payload;
  /** ResultSelector, ResultPath, OutputPath (JSONPath) or Output (JSONata), and Assign. */
  exit(env: Env, result: Payload): Exit;
  /** The exit through catcher number `index`, with `errorOutput` = `{"Error":…,"Cause":…}`. */
  caught(env: Env, index: number, errorOutput: Payload): Exit;
}

export interface TaskFlow extends Flow {
  /** TimeoutSeconds or TimeoutSecondsPath; undefined when neither is there. */
  timeoutSeconds(env: Env): number | undefined;
  heartbeatSeconds(env: Env): number | undefined;
  /** Credentials.RoleArn. */
  roleArn(env: Env): string | undefined;
}

export interface ChoiceFlow extends Flow {
  /** The first rule that matches, else Default; null when there is neither. */
  choose(env: Env): { readonly next: string; readonly exit: Exit } | null;
}

export interface WaitFlow extends Flow {
  /** The instant until which to wait, milliseconds since the epoch. */
  waitUntilMs(env: Env): number;
}

export interface FailFlow extends Flow {
  failure(env: Env): StatesError;
}

export interface MapFlow extends Flow {
  /** ItemsPath or Items, applied to the effective input. */
  items(env: Env, input: Payload): readonly Json[];
  /** ItemSelector (or legacy Parameters) for one item; `env.context()` holds Map.Item. The item itself without selector. */
  itemInput(env: Env, input: Payload, item: Json): Payload;
  /** MaxConcurrency or MaxConcurrencyPath; 0 is "no limit of its own". */
  maxConcurrency(env: Env): number;
  /** Distributed only; undefined when the state has none. ToleratedFailureCount or …Path. */
  toleratedFailureCount?(env: Env, input: Payload): number | undefined;
  /** ToleratedFailurePercentage or …Path, 0 to 100. */
  toleratedFailurePercentage?(env: Env, input: Payload): number | undefined;
  itemBatcher?(env: Env, input: Payload): ItemBatcher | undefined;
  itemReader?(env: Env, input: Payload): ItemReader | undefined;
  /** Parameters or Arguments of the ResultWriter; undefined when it has none. */
  resultWriter?(env: Env, input: Payload): Payload | undefined;
}

/** What ItemReader asks for. */
export interface ItemReader {
  /** Parameters or Arguments: Bucket, Key, … */
  readonly arguments: Payload;
  /** ReaderConfig but MaxItems and MaxItemsPath. */
  readonly config: JsonObject;
  /** 0 and undefined: all. May be negative, which is a failure of the reading. */
  readonly maxItems?: number;
}

/** How a Distributed Map puts several items into one child's input. At least one of the bounds is there. */
export interface ItemBatcher {
  readonly maxItemsPerBatch?: number;
  /** Of the child's whole input, UTF-8. */
  readonly maxInputBytesPerBatch?: number;
  readonly batchInput?: Json;
}

/** A query language: compiles the fields of a state once per revision of a definition. */
export interface QueryLanguage {
  readonly name: 'JSONPath' | 'JSONata';
  /** Pass, Succeed, Parallel. */
  flow(state: JsonObject): Flow;
  task(state: JsonObject): TaskFlow;
  choice(state: JsonObject): ChoiceFlow;
  wait(state: JsonObject): WaitFlow;
  fail(state: JsonObject): FailFlow;
  map(state: JsonObject): MapFlow;
}
