/** Makes the text of docs/tree-api.md of the table of extensions and the notes beside it. */
import { EXTENSIONS, type ExtensionName } from '../../src/api/extensions/model.ts';
import { bullets, code, inputTable } from './api-page.ts';
import { EXTENSION_NOTES } from './tree-api-notes.ts';

const HEAD = `# The tree API

<!-- Made by scripts/api-docs.mjs of src/api/extensions/model.ts and scripts/lib/tree-api-notes.ts; edit these. -->

Beside [the operations of AWS](api.md) there are some for what AWS has no operation for: searching all executions, and looking
at and operating whole trees of nested executions. They are called the same way (\`POST /\`, AWS JSON 1.0, the same errors,
account and Region from the credentials), but with \`X-Amz-Target: Stairwell.<Operation>\`:

\`\`\`sh
curl http://127.0.0.1:8083/ -H 'Content-Type: application/x-amz-json-1.0' -H 'X-Amz-Target: Stairwell.SearchExecutions' \\
  -d '{"rootsOnly": true, "status": ["FAILED"], "maxResults": 10}'
\`\`\`

The answers of AWS's own operations carry nothing extra.

## Nodes

Executions are shown as nodes, the same everywhere:

| member | |
| --- | --- |
| \`executionArn\`, \`name\`, \`stateMachineArn\`, \`status\`, \`startDate\`, \`stopDate\`, \`mapRunArn\`, \`redriveCount\` | as DescribeExecution has them |
| \`type\` | \`STANDARD\` |
| \`error\` | the name of the error; its cause is for DescribeExecution to tell |
| \`parent\` | \`executionArn\`, \`state\` and \`attempt\` (0 = the first) that started it, and \`pattern\`: \`startExecution\`, \`.sync\`, \`.sync:2\`, \`.waitForTaskToken\`, \`aws-sdk\` or \`map\` (an item of a Distributed Map). Absent for a root |
| \`rootArn\`, \`depth\` | the topmost execution of its tree (its own for a root), and how far it is below it |
| \`childCount\` | number of direct children |
| \`forkedFrom\` | \`executionArn\` and \`state\` at which it was forked from another execution |
| \`rollup\` | with \`withRollup\`: \`executions\`, \`running\` and \`failed\` count the execution and everything below; \`deepestFailureArn\` is the failure furthest down; \`status\` is its own when it was closed without success, else RUNNING when anything below runs, else FAILED_BELOW when anything below failed (a failure that was caught, say), else SUCCEEDED. \`capped\`: the tree has more than 200,000 executions, of which the newest are not counted |

EXPRESS executions are not stored, so they are in no tree; the events of their parents tell of them.

Pages have 100 nodes, or \`maxResults\` (up to 1,000). A \`nextToken\` is good for 24 hours and the same arguments.`;

const LIVE = `## Live changes

\`GET /live\` sends changes as server-sent events (\`text/event-stream\`) within 250 ms after they are durable:
\`/live?executionArn=ARN\` those of one execution, \`/live?rootArn=ARN\` those of a whole tree, \`/live?list=1\` those of all executions.

| event | data |
| --- | --- |
| \`change\` | \`{"executionArn", "rootArn", "parentArn"?, "stateMachineArn", "name", "status", "startDate", "stopDate"?, "error"?, "lastEventId", "types": ["TaskSucceeded", …], "isNew"}\` |
| \`gap\` | \`{}\`: changes were left out, as the reader was too slow; read the state again |

Changes of one execution within the same moment come as one event, with at most 100 of their \`types\`. A comment is sent every
15 seconds. What happened while nobody listened is not sent again: listen first, then read the state. There are 200 readers at most;
more get 503. Readers are let go when the server closes; browsers' \`EventSource\` connects again by itself.`;

export function treeApiPage(): string {
  const names = Object.keys(EXTENSIONS) as ExtensionName[];
  return `${[HEAD, '## Operations', ...names.map(section), LIVE].join('\n\n')}\n`;
}

function section(name: ExtensionName): string {
  const { does, output, notes = [] } = EXTENSION_NOTES[name];
  return [
    `### ${name}`,
    does,
    inputTable(EXTENSIONS[name].input),
    `Output:\n\n${bullets(output)}`,
    `Errors: ${EXTENSIONS[name].errors.map(code).join(', ')}.`,
    ...(notes.length === 0 ? [] : [bullets(notes)]),
  ].join('\n\n');
}
