/** An icon for each type of state, for definitions that nothing runs in. */
import {
  Box,
  CircleCheck,
  CircleX,
  Clock,
  GitFork,
  Layers,
  type LucideIcon,
  Network,
  Split,
  Workflow,
} from 'lucide-react';
import type { StateDefinition } from '../history/definition-index.ts';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  Task: Box,
  Choice: Split,
  Parallel: GitFork,
  Map: Layers,
  Wait: Clock,
  Succeed: CircleCheck,
  Fail: CircleX,
  Pass: Workflow,
};

export function typeIcon(definition: StateDefinition | undefined, startsExecution: boolean): LucideIcon {
  if (startsExecution) return Network;
  return ICONS[String(definition?.['Type'])] ?? Box;
}
