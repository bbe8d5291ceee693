/** What an event says, in a few words, and how it looks. */
import type { HistoryEvent } from '../../history/event.ts';
import { isFailure, number, text } from '../../history/event.ts';

export type EventTone = 'failed' | 'succeeded' | 'running' | 'aborted' | 'none';

export function eventTone(type: string): EventTone {
  if (type.endsWith('Aborted')) return 'aborted';
  if (isFailure(type)) return 'failed';
  if (type.endsWith('Succeeded')) return 'succeeded';
  return type.endsWith('Started') || type.endsWith('Scheduled') || type.endsWith('Submitted') ? 'running' : 'none';
}

export function eventSummary({ details }: HistoryEvent): string {
  const error = text(details, 'error');
  if (error !== undefined) return [error, text(details, 'cause')].filter((part) => part !== undefined).join(': ');
  const resource = text(details, 'resource');
  if (resource !== undefined)
    return [text(details, 'resourceType'), resource].filter((part) => part !== undefined).join(' ');
  const index = number(details, 'index');
  if (index !== undefined) return `item ${index}`;
  const length = number(details, 'length');
  if (length !== undefined) return `${length} items`;
  const redrives = number(details, 'redriveCount');
  if (redrives !== undefined) return `redrive ${redrives}`;
  return (
    text(details, 'workerName') ?? text(details, 'mapRunArn') ?? text(details, 'output') ?? text(details, 'input') ?? ''
  );
}

export type EventGroup = 'all' | 'states' | 'tasks' | 'branches' | 'execution' | 'failures';

export const EVENT_GROUPS: readonly { readonly value: EventGroup; readonly label: string }[] = [
  { value: 'all', label: 'All events' },
  { value: 'failures', label: 'Failures' },
  { value: 'states', label: 'States entered and left' },
  { value: 'tasks', label: 'Tasks' },
  { value: 'branches', label: 'Branches and items' },
  { value: 'execution', label: 'The execution' },
];

export function isInGroup(type: string, group: EventGroup): boolean {
  switch (group) {
    case 'all':
      return true;
    case 'failures':
      return isFailure(type);
    case 'states':
      return type.endsWith('StateEntered') || type.endsWith('StateExited') || type.endsWith('StateAborted');
    case 'tasks':
      return /^(?:Task(?!State)|Lambda|Activity|Evaluation)/.test(type);
    case 'branches':
      return /^(?:MapIteration|MapRun|MapState(?:Started|Succeeded|Failed)|ParallelState(?:Started|Succeeded|Failed))/.test(
        type,
      );
    case 'execution':
      return type.startsWith('Execution');
    default:
      return group satisfies never;
  }
}

/** Whether an event has these words, in its type, the name of its state, or its details. */
export function hasWords(event: HistoryEvent, stateName: string | undefined, words: string): boolean {
  const wanted = words.toLowerCase();
  if (event.type.toLowerCase().includes(wanted) || stateName?.toLowerCase().includes(wanted) === true) return true;
  for (const value of Object.values(event.details)) {
    if (typeof value === 'string' && value.toLowerCase().includes(wanted)) return true;
  }
  return String(event.id) === words;
}

/** `TaskStateEntered` as words: `Task state entered`. */
export function typeWords(type: string): string {
  const spaced = type.replace(/([a-z])([A-Z])/g, '$1 $2');
  return spaced.charAt(0) + spaced.slice(1).toLowerCase();
}
