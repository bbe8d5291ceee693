/** The arguments of `stairwell validate`. */
import { type Command, Option } from 'commander';
import type { ValidateOptions } from './run.ts';

const EXAMPLES = `
Examples:
  stairwell validate order.asl.json           one definition
  stairwell validate definitions/*.yaml       many, here in YAML
  stairwell validate --type EXPRESS a.json    as an EXPRESS state machine
  stairwell validate --severity ERROR a.json  without warnings
  cat a.json | stairwell validate --json -    for programs: one JSON document

Exit codes:
  0  all definitions are valid, perhaps with warnings
  1  at least one would be refused
  2  a file cannot be read, or the arguments cannot be used
`;

export function addValidate(program: Command): void {
  program
    .command('validate')
    .argument('<files...>', 'definitions in JSON or YAML; - is the standard input')
    .description('check definitions as CreateStateMachine would, and show where they are wrong')
    .addOption(
      new Option('--type <type>', 'type of the state machine').choices(['STANDARD', 'EXPRESS']).default('STANDARD'),
    )
    .addOption(
      new Option('--severity <severity>', 'least severity that is shown')
        .choices(['ERROR', 'WARNING'])
        .default('WARNING'),
    )
    .option('--json', 'print one JSON document, for programs')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: ValidateOptions) => {
      // Loaded when needed: the other commands do not pay for it.
      const { validate } = await import('./run.ts');
      await validate(files, options);
    });
}
