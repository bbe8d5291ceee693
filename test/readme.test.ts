/** What the documentation shows works: its transcripts, snippets, definitions, tables and links. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../src/cli/demo/examples.ts';
import { SERVER_OPTIONS } from '../src/cli/options.ts';
import { DEFAULT_CONFIG } from '../src/server/config.ts';
import { anchors, codeBlocks, localLinks, readText, repository } from './support/markdown.ts';
import { callApi, quickExamples, startTestServer, untilClosed } from './support/server.ts';
import { awsCommands, type Command, query, request } from './support/transcript.ts';

const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'examples/README.md',
  'docs/getting-started.md',
  'docs/nested-executions.md',
  'docs/configuration.md',
  'docs/logs-and-events.md',
];

let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  server = await startTestServer();
  await deploy(server.client, quickExamples());
});

afterAll(() => server.close());

/** Waits first where a person would have read for a moment. */
async function play(command: Command): Promise<unknown> {
  const { operation, input } = request(command);
  if (input['executionArn'] !== undefined) await untilClosed(server.url, String(input['executionArn']));
  const answer = await callApi(server.url, operation, input);
  const expression = command.options.get('query');
  return expression === undefined ? answer : query(expression, answer);
}

describe.each(['README.md', 'docs/getting-started.md', 'docs/logs-and-events.md'])(
  'the transcripts of %s',
  (document) => {
    const commands = codeBlocks(readText(document), 'console').flatMap(awsCommands);

    it('show what the server answers', async () => {
      expect(commands.length).toBeGreaterThan(1);
      for (const command of commands) {
        expect(await play(command), command.name).toEqual(command.shown);
      }
    });
  },
);

describe('the JavaScript of README.md', () => {
  it('prints what its comment says', async () => {
    const [snippet = ''] = codeBlocks(readText('README.md'), 'js');
    const comment = /\/\/ (SUCCEEDED .*)$/m.exec(snippet)?.[1];
    // Below node_modules, so that the SDK is found and nothing is left in the working tree.
    const folder = new URL('node_modules/.cache/stairwell/', repository);
    mkdirSync(folder, { recursive: true });
    const file = new URL('readme.mjs', folder);
    writeFileSync(file, snippet.replace('http://127.0.0.1:8083', server.url));
    expect(await outputOf(file)).toBe(`${comment}\n`);
  });
});

function outputOf(file: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file.pathname], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

describe('the states of docs/nested-executions.md', () => {
  const states = codeBlocks(readText('docs/nested-executions.md'), 'json').map((text) => JSON.parse(text));

  it.each(states.map((state, index) => [index + 1, state]))(
    'are accepted in a state machine: no. %i',
    async (n, state) => {
      const other = state.Catch === undefined ? {} : { LookAtIt: { Type: 'Succeed' } };
      const definition = JSON.stringify({ StartAt: 'S', States: { S: state, ...other } });
      const input = { name: `Documented-${n}`, definition, roleArn: 'arn:aws:iam::123456789012:role/any' };
      expect(await callApi(server.url, 'CreateStateMachine', input)).toHaveProperty('stateMachineArn');
    },
  );
});

describe('docs/configuration.md', () => {
  it.each(SERVER_OPTIONS)('has $env with its flag and default', ({ setting, flags, env }) => {
    const flag = /--[a-z-]+/.exec(flags)?.[0];
    const start = `| \`${flag}\` | \`${env}\` | \`${DEFAULT_CONFIG[setting]}\``;
    expect(readText('docs/configuration.md')).toContain(start);
  });
});

describe.each(DOCUMENTS)('the links of %s', (document) => {
  it('lead somewhere', () => {
    const text = readText(document);
    for (const link of localLinks(text)) {
      const target = new URL(link, new URL(document, repository));
      expect(existsSync(target.pathname), link).toBe(true);
      if (target.hash !== '') expect(anchors(readText(target.pathname)), link).toContain(target.hash.slice(1));
    }
  });
});
