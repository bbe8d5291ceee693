/** The arguments of the commands that look after a data folder. */
import { type Command, Option } from 'commander';
import { DEFAULT_CONFIG } from '../../server/config.ts';
import type { DoctorArguments } from './doctor.ts';
import type { BackupArguments, RestoreArguments } from './run.ts';

const BACKUP_HELP = `
Works while a server runs on the folder, and holds all that it had acknowledged when the back-up began.

Examples:
  stairwell backup --to states.db             of the data in .stairwell
  stairwell backup -d /srv/states --to /back/ a file in /back named after the time
  stairwell backup --to /back/ --json         one line of JSON, for programs
`;

const RESTORE_HELP = `
The server must not run. The back-up is checked before anything is replaced; data that are there are moved aside, and
only with --force.

Examples:
  stairwell restore --from states.db          into .stairwell
  stairwell restore --from /back -d /srv/new  the newest back-up in /back, into another folder
`;

const DOCTOR_HELP = `
Works while a server runs on the folder, and changes nothing. Every finding says what to do.

Examples:
  stairwell doctor -d /srv/states             checks everything
  stairwell doctor --quick                    without reading every event and every page of the file
  stairwell doctor --json                     one JSON document, for programs

Exit codes:
  0  no promise is broken
  1  at least one is, or the data cannot be read
  2  the arguments cannot be used
`;

export function addMaintenance(program: Command): void {
  program
    .command('backup')
    .description('copy all data into one file, also while a server runs')
    .addOption(dataDirOption())
    .requiredOption('--to <file>', 'file to write, or a folder for a file named after the time')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'print one line of JSON, for programs')
    .addHelpText('after', BACKUP_HELP)
    .action(async (options: BackupArguments) => {
      const { runBackup } = await import('./run.ts');
      await runBackup(options);
    });
  program
    .command('restore')
    .description('put a back-up into a data folder')
    .addOption(dataDirOption())
    .requiredOption('--from <file>', 'back-up to read, or a folder of back-ups: the newest')
    .option('--force', 'move data aside that are in the folder')
    .option('--json', 'print one line of JSON, for programs')
    .addHelpText('after', RESTORE_HELP)
    .action(async (options: RestoreArguments) => {
      const { runRestore } = await import('./run.ts');
      runRestore(options);
    });
  program
    .command('doctor')
    .description('check that the data keep all promises')
    .addOption(dataDirOption())
    .option('--quick', 'check rows, but not the events in them and not the pages of the file')
    .option('--json', 'print one JSON document, for programs')
    .addHelpText('after', DOCTOR_HELP)
    .action(async (options: DoctorArguments) => {
      const { runDoctor } = await import('./doctor.ts');
      runDoctor(options);
    });
}

function dataDirOption(): Option {
  return new Option('-d, --data-dir <folder>', 'folder of the server').env('DATA_DIR').default(DEFAULT_CONFIG.dataDir);
}
