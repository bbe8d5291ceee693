/**
 * Reads the state machines of `examples/` and deploys them. A definition names another state machine by a placeholder
 * such as `${ReserveStockStateMachineArn}`, as AWS SAM replaces it by its DefinitionSubstitutions, so a definition can
 * be deployed once those that it names are.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { ApiClient } from '../client.ts';

const SUFFIX = '.asl.json';
const PLACEHOLDER = /\$\{(\w+)StateMachineArn\}/g;

/** Nothing checks the role until authorisation exists; its form has to be right. */
const ROLE_ARN = 'arn:aws:iam::123456789012:role/stairwell-examples';

/** From the name of a state machine (`FulfilOrder`) to its definition, in alphabetical order. */
export type Definitions = ReadonlyMap<string, string>;

export const EXAMPLES_DIR = new URL('../../../examples/', import.meta.url);

export function readDefinitions(dir: URL = EXAMPLES_DIR): Definitions {
  const files = readdirSync(dir).filter((file) => file.endsWith(SUFFIX));
  return new Map(files.sort().map((file) => [file.slice(0, -SUFFIX.length), readFileSync(new URL(file, dir), 'utf8')]));
}

/** The input that lies beside a definition, as compact JSON text. */
export function readInput(machine: string, dir: URL = EXAMPLES_DIR): string {
  return JSON.stringify(JSON.parse(readFileSync(new URL(`${machine}.input.json`, dir), 'utf8')));
}

/** The state machines that a definition starts. */
export function placeholders(definition: string): string[] {
  return [...new Set([...definition.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

export function substitute(definition: string, arns: ReadonlyMap<string, string>): string {
  return definition.replace(PLACEHOLDER, (placeholder, name: string) => arns.get(name) ?? placeholder);
}

/** Creates every state machine, the started ones before those that start them. Gives their ARNs by name. */
export async function deploy(client: ApiClient, definitions: Definitions): Promise<Map<string, string>> {
  const arns = new Map<string, string>();
  for (const name of deploymentOrder(definitions)) {
    const definition = substitute(definitions.get(name) ?? '', arns);
    const { stateMachineArn } = await client.call('CreateStateMachine', { name, definition, roleArn: ROLE_ARN });
    arns.set(name, stateMachineArn);
  }
  return arns;
}

/** Throws when a placeholder names no definition or definitions name each other in a circle. */
export function deploymentOrder(definitions: Definitions): string[] {
  const order: string[] = [];
  const waiting = new Set(definitions.keys());
  while (waiting.size > 0) {
    const ready = [...waiting].filter((name) =>
      placeholders(definitions.get(name) ?? '').every((other) => order.includes(other)),
    );
    if (ready.length === 0) throw new Error(`cannot deploy ${[...waiting].join(', ')}: they need what is not there`);
    for (const name of ready) waiting.delete(name);
    order.push(...ready);
  }
  return order;
}
