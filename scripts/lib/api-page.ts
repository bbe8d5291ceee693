/** Makes the text of docs/api.md of the API model and the notes beside it. */
import {
  OPERATIONS,
  type OperationModel,
  type OperationName,
  type Shape,
  type StructureShape,
} from '../../src/api/model.ts';
import { GENERAL, LANGUAGE, NEVER_GIVEN, NOTES } from './api-notes.ts';

const HEAD = `# The API

<!-- Made by scripts/api-docs.mjs of src/api/model.ts and scripts/lib/api-notes.ts; edit these. -->

All 37 operations of the AWS Step Functions API (version 2016-11-23, AWS JSON 1.0) are there: \`POST /\` with the header
\`X-Amz-Target: AWSStepFunctions.<Operation>\`. Every one is called by the AWS SDK for JavaScript, boto3 and the AWS CLI in
\`test/smoke.test.ts\`.

Clients put \`sync-\` in front of the host's name for StartSyncExecution and TestState, and there is no \`sync-127.0.0.1\`.
Set \`AWS_DISABLE_HOST_PREFIX_INJECTION=true\` for the AWS CLI and boto3, \`disableHostPrefix: true\` for the AWS SDK for
JavaScript.`;

const ERRORS = `Beside its own errors every operation can answer with \`ValidationException\` (an input that does not fit the tables
below), \`SerializationException\` (no JSON, or the wrong type of JSON), \`ThrottlingException\`, \`ServiceUnavailable\` and
\`InternalFailure\`.`;

export function apiPage(): string {
  const names = Object.keys(OPERATIONS) as OperationName[];
  return `${[
    HEAD,
    '## What differs from AWS everywhere',
    bullets(GENERAL),
    '## What executions cannot do yet',
    bullets(LANGUAGE),
    '## Operations',
    overview(names),
    ERRORS,
    ...names.map(section),
  ].join('\n\n')}\n`;
}

function overview(names: readonly OperationName[]): string {
  const rows = names.map((name) => `| [${name}](#${name.toLowerCase()}) | ${status(name)} |`);
  return ['| operation | |', '| --- | --- |', ...rows].join('\n');
}

function status(name: OperationName): string {
  const count = NOTES[name].differs?.length ?? 0;
  return count === 0 ? 'complete' : count === 1 ? '1 difference' : `${count} differences`;
}

function section(name: OperationName): string {
  const { does, output, differs = [] } = NOTES[name];
  return [
    `### ${name}`,
    does,
    inputTable(OPERATIONS[name].input),
    `Output: ${output.length === 0 ? 'nothing' : output.map(code).join(', ')}.`,
    `Errors: ${errorsOf(name).map(code).join(', ') || 'the common ones'}.`,
    ...(differs.length === 0 ? [] : [`Differs from AWS:\n\n${bullets(differs)}`]),
  ].join('\n\n');
}

/** The declared errors that can be given. */
export function errorsOf(name: OperationName): string[] {
  const never = new Set<string>([...NEVER_GIVEN, ...(NOTES[name].neverGives ?? [])]);
  const { errors }: OperationModel = OPERATIONS[name];
  return errors.filter((error) => !never.has(error));
}

export function inputTable(input: StructureShape): string {
  const rows = members(input, '').map(([path, required, text]) => `| ${code(path)}${required ? ' *' : ''} | ${text} |`);
  return ['| input (* required) | |', '| --- | --- |', ...rows].join('\n');
}

/** Structures are shown by their members; `tags[].key` is a member of the members of a list. */
function members(shape: StructureShape, prefix: string): [path: string, required: boolean, text: string][] {
  return Object.entries(shape.members).flatMap(([name, member]) => {
    const isRequired = shape.required.includes(name);
    const path = `${prefix}${name}`;
    if (member.type === 'structure') return members(member, `${path}.`);
    if (member.type !== 'list') return [[path, isRequired, limits(member)]];
    const list: [string, boolean, string] = [path, isRequired, `list${range(member, '')}`];
    return member.member.type === 'structure'
      ? [list, ...members(member.member, `${path}[].`)]
      : [list, [`${path}[]`, false, limits(member.member)]];
  });
}

function limits(shape: Shape): string {
  switch (shape.type) {
    case 'string':
      if (shape.enum) return shape.enum.map(code).join(', ');
      return `string${range(shape, shape.inBytes ? ' bytes' : ' characters')}${shape.pattern ? `, ${pattern(shape.pattern)}` : ''}`;
    case 'integer':
    case 'long':
    case 'float':
      return `${shape.type}${range(shape, '')}`;
    case 'document':
      return 'any JSON';
    default:
      return shape.type;
  }
}

function range({ min, max }: { min?: number; max?: number }, unit: string): string {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return `, ${min} or more${unit}`;
  return min === undefined ? `, up to ${max}${unit}` : `, ${min} to ${max}${unit}`;
}

/** A bar would end the cell of the table. */
function pattern(source: string): string {
  return `\`${source.replaceAll('|', '\\|')}\``;
}

export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}
