/** Who nests whom: the tasks of a definition that start state machines, as its text has them. */
import { getOwn, isObject, type Json, type JsonObject } from '../../asl/json.ts';
import { parseResource } from '../../asl/resource.ts';
import { isStart } from '../task-kinds.ts';
import { patternOf } from './nodes.ts';
import type { NestingPattern } from './tree-service.ts';

export interface Nesting {
  readonly state: string;
  /** An ARN, or the path or expression that gives it. */
  readonly to: string;
  readonly pattern: NestingPattern;
  /** `to` is known only while an execution runs. */
  readonly isDynamic: boolean;
}

/** `definition`: a valid one. In the order of its text. */
export function nestingsOf(definition: JsonObject): Nesting[] {
  const states = getOwn(definition, 'States');
  if (!isObject(states)) return [];
  return Object.entries(states).flatMap(([name, state]) => (isObject(state) ? nestingsOfState(name, state) : []));
}

function nestingsOfState(name: string, state: JsonObject): Nesting[] {
  const own = nestingOfTask(name, state);
  const branches = getOwn(state, 'Branches');
  const inner = [
    ...(Array.isArray(branches) ? branches : []),
    getOwn(state, 'ItemProcessor') ?? null,
    getOwn(state, 'Iterator') ?? null,
  ];
  return [...(own === undefined ? [] : [own]), ...inner.flatMap((scope) => (isObject(scope) ? nestingsOf(scope) : []))];
}

function nestingOfTask(state: string, task: JsonObject): Nesting | undefined {
  const text = getOwn(task, 'Resource');
  const resource = typeof text === 'string' ? parseResource(text) : undefined;
  if (resource === undefined || !isStart(resource)) return undefined;
  const target = targetOf(task);
  const pattern = patternOf(resource);
  return target && pattern && { state, ...target, pattern };
}

function targetOf(task: JsonObject): Pick<Nesting, 'to' | 'isDynamic'> | undefined {
  const fields = getOwn(task, 'Arguments') ?? getOwn(task, 'Parameters');
  if (typeof fields === 'string') return { to: fields, isDynamic: true };
  if (!isObject(fields)) return undefined;
  const byPath = getOwn(fields, 'StateMachineArn.$');
  if (typeof byPath === 'string') return { to: byPath, isDynamic: true };
  const to: Json | undefined = getOwn(fields, 'StateMachineArn');
  return typeof to === 'string' ? { to, isDynamic: to.startsWith('{%') } : undefined;
}
