/**
 * The command line: reads the arguments, runs a command, turns errors into one line and an exit code
 * (0 = fine, 1 = could not run, 2 = the arguments or the environment cannot be used).
 */
import { Command, CommanderError, Option } from 'commander';
import { ConfigError, type ConfigTexts } from '../server/config.ts';
import { packageVersion } from '../server/version.ts';
import { addExecutions } from './executions/command.ts';
import { EXAMPLES, REACHING_SERVICES } from './help.ts';
import { addMaintenance } from './maintenance/command.ts';
import { addServerOptions, defaultsFor, readConfig } from './options.ts';
import { serve } from './serve.ts';
import { start } from './start.ts';
import { startUpProblem } from './start-up-problem.ts';
import { addValidate } from './validate/command.ts';

/** Runs `argv` as given by Node (program and script first). Sets the exit code; the server keeps the process alive. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

export function createProgram(): Command {
  const program = new Command('stairwell')
    .description('A durable workflow server: runs Amazon States Language, speaks the AWS Step Functions API.')
    .version(packageVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `${EXAMPLES}\n${REACHING_SERVICES}`)
    .configureHelp({ showGlobalOptions: false })
    .exitOverride();
  addServe(program);
  addStart(program);
  addValidate(program);
  addMaintenance(program);
  addExecutions(program);
  return program;
}

function addServe(program: Command): void {
  const defaults = defaultsFor('info');
  addServerOptions(program.command('serve'), defaults)
    .description('serve the Step Functions API until SIGTERM or Ctrl+C')
    .option('--json', 'print one line of JSON when ready, for scripts')
    .addOption(new Option('--test-failpoints').hideHelp())
    .addHelpText('after', `\n${REACHING_SERVICES}`)
    .action((options: ConfigTexts & { json?: true; testFailpoints?: true }) => {
      const failpoint = options.testFailpoints === true ? process.env['STAIRWELL_FAILPOINT'] : undefined;
      const json = options.json === true;
      return serve(readConfig(options, defaults), { json, ...(failpoint !== undefined && { failpoint }) });
    });
}

function addStart(program: Command): void {
  const defaults = defaultsFor('warn');
  addServerOptions(program.command('start'), defaults)
    .description('serve, and on the first start run the examples and show their tree of executions')
    .addHelpText('after', `\n${REACHING_SERVICES}`)
    .action((options: ConfigTexts) => start(readConfig(options, defaults)));
}

function report(error: unknown): number {
  // Commander has printed its message (or the help, or the version) itself.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const isConfig = error instanceof ConfigError;
  process.stderr.write(`stairwell: ${isConfig ? error.message : startUpProblem(error)}\n`);
  return isConfig ? 2 : 1;
}
