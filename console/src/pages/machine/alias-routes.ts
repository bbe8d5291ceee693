/** What is typed into the form of an alias: what is wrong with it, and the routing that it means. */
import type { RouteWeight } from '../../api/operations.ts';

export interface AliasForm {
  readonly name: string;
  readonly description: string;
  /** ARN of the version that gets `weight` percent of the starts. */
  readonly first: string;
  /** As typed. */
  readonly weight: string;
  /** ARN of the version that gets the rest; '' when there is none. */
  readonly second: string;
}

export interface AliasProblems {
  readonly name?: string;
  readonly weight?: string;
  readonly second?: string;
}

const MAX_NAME = 80;

export function aliasProblems({ name, first, weight, second }: AliasForm): AliasProblems {
  return {
    ...wrong('name', nameProblem(name.trim())),
    ...wrong('weight', second === '' ? undefined : weightProblem(weight)),
    ...wrong('second', second !== '' && second === first ? 'Choose a version other than the first one.' : undefined),
  };
}

function wrong<Name extends string>(name: Name, problem: string | undefined): Partial<Record<Name, string>> {
  return problem === undefined ? {} : ({ [name]: problem } as Record<Name, string>);
}

function nameProblem(name: string): string | undefined {
  if (name === '') return 'Give it a name.';
  if (name.length > MAX_NAME) return `A name has at most ${MAX_NAME} characters.`;
  if (!/^[\w.-]+$/.test(name)) return 'A name is made of letters, digits, "-", "_" and ".".';
  if (/^\d+$/.test(name)) return 'A name of digits alone would be a version.';
  return undefined;
}

function weightProblem(weight: string): string | undefined {
  const isPercent = /^\d{1,3}$/.test(weight.trim()) && Number(weight) <= 100;
  return isPercent ? undefined : 'A weight is a whole number from 0 to 100.';
}

/** Of a form without problems. The weights add up to 100. */
export function routesOfForm({ first, weight, second }: AliasForm): RouteWeight[] {
  if (second === '') return [{ stateMachineVersionArn: first, weight: 100 }];
  const share = Number(weight);
  return [
    { stateMachineVersionArn: first, weight: share },
    { stateMachineVersionArn: second, weight: 100 - share },
  ];
}

/** The form that says what a routing says. */
export function formOfRoutes(routes: readonly RouteWeight[]): Pick<AliasForm, 'first' | 'weight' | 'second'> {
  const [first, second] = routes;
  return {
    first: first?.stateMachineVersionArn ?? '',
    weight: String(first?.weight ?? 100),
    second: second?.stateMachineVersionArn ?? '',
  };
}
