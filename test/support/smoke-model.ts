/** The API model as the clients have it: the schemas of the AWS SDK for JavaScript, and the one that botocore ships. */
import { spawnSync } from 'node:child_process';
import * as sdk from '@aws-sdk/client-sfn';
import type { Shape, StructureShape } from '../../src/api/model.ts';

const exported = sdk as unknown as Record<string, unknown>;

/** Names of all operations that the client has. */
export function clientOperations(): string[] {
  return Object.keys(exported)
    .filter((name) => /^[A-Z]\w+Command$/.test(name))
    .map((name) => name.replace(/Command$/, ''));
}

/** Members of a structure of the client, with the required ones. */
interface ClientStructure {
  readonly members: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
}

/** A schema is a tuple: kind 3 is a structure (…, names, schemas, number of required ones, which stand first). */
function structure(schema: unknown): ClientStructure | undefined {
  if (!Array.isArray(schema) || schema[0] !== 3) return undefined;
  const names = schema[4] as string[];
  const schemas = schema[5] as unknown[];
  const members = Object.fromEntries(names.map((name, i) => [name, resolved(schemas[i])]));
  return { members, required: names.slice(0, (schema[6] as number | undefined) ?? 0) };
}

/** Schemas stand for themselves, are made by functions, or are the first of a pair with traits; kind 1 is a list. */
function resolved(schema: unknown): unknown {
  if (typeof schema === 'function') return resolved(schema());
  if (!Array.isArray(schema)) return schema;
  if (schema.length === 2) return resolved(schema[0]);
  return schema[0] === 1 ? resolved(schema[4]) : schema;
}

/** Paths of all members of an operation's input, such as `mock.errorOutput.error`; `!` follows required ones. */
export function clientInput(operation: string): string[] {
  const [, , , , input] = exported[`${operation}$`] as unknown[];
  return clientPaths(resolved(input), '');
}

/** Members of an operation's output. */
export function clientOutput(operation: string): string[] {
  const [, , , , , output] = exported[`${operation}$`] as unknown[];
  return Object.keys(structure(resolved(output))?.members ?? {});
}

function clientPaths(schema: unknown, prefix: string): string[] {
  const { members, required } = structure(schema) ?? { members: {}, required: [] };
  return Object.entries(members).flatMap(([name, member]) => [
    `${prefix}${name}${required.includes(name) ? '!' : ''}`,
    ...clientPaths(member, `${prefix}${name}.`),
  ]);
}

/** The same paths by our model. */
export function modelInput(shape: Shape, prefix = ''): string[] {
  if (shape.type === 'list') return modelInput(shape.member, prefix);
  if (shape.type !== 'structure') return [];
  return Object.entries(shape.members).flatMap(([name, member]) => [
    `${prefix}${name}${shape.required.includes(name) ? '!' : ''}`,
    ...modelInput(member, `${prefix}${name}.`),
  ]);
}

/** An input that has every member, each as small as the model allows. */
export function sampleOf(shape: StructureShape): Record<string, unknown> {
  return Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, sample(member)]));
}

function sample(shape: Shape): unknown {
  switch (shape.type) {
    case 'string':
      return shape.enum?.[0] ?? 'a'.repeat(Math.max(1, shape.min ?? 0));
    case 'boolean':
      return true;
    case 'list':
      return [sample(shape.member)];
    case 'structure':
      return sampleOf(shape);
    case 'document':
      return null;
    default:
      return shape.min ?? 0;
  }
}

/** What botocore's model says of an operation: limits of its members (`path: min..max`) and its declared errors. */
export interface BotocoreOperation {
  readonly limits: Readonly<Record<string, { min?: number; max?: number; enum?: string[]; required: boolean }>>;
  readonly errors: readonly string[];
}

const READ_MODEL = `
import json, botocore.session
model = botocore.session.get_session().get_service_model("stepfunctions")
def limits(shape, prefix=""):
    if shape.type_name == "list":
        return limits(shape.member, prefix)
    found = {}
    for name, member in getattr(shape, "members", {}).items() if shape.type_name == "structure" else []:
        meta = {k: v for k, v in member.metadata.items() if k in ("min", "max", "enum")}
        if member.type_name == "string" and meta.get("min") == 0: del meta["min"]  # says nothing
        if "enum" in meta: meta["enum"].sort()
        found[prefix + name] = {**meta, "required": name in shape.required_members}
        found.update(limits(member, prefix + name + "."))
    return found
operations = {}
for name in model.operation_names:
    operation = model.operation_model(name)
    operations[name] = {"limits": limits(operation.input_shape), "errors": [e.name for e in operation.error_shapes]}
print(json.dumps(operations))
`;

/** Undefined when botocore is not installed. */
export function botocoreModel(): Readonly<Record<string, BotocoreOperation>> | undefined {
  const { status, stdout } = spawnSync('python3', ['-c', READ_MODEL], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as Record<string, BotocoreOperation>) : undefined;
}
