/**
 * The options that `serve` and `start` share: flag, environment variable, default and help line of each setting of
 * ServerConfig. A flag wins over the environment, the environment over the default.
 */
import { type Command, Option } from 'commander';
import {
  type ConfigTexts,
  DEFAULT_CONFIG,
  INTERRUPTED_TASKS,
  LOG_LEVELS,
  type LogLevel,
  parseConfig,
  QUOTA_SETS,
  type ServerConfig,
  STORES,
  TRACES_TARGETS,
} from '../server/config.ts';

interface OptionDoc {
  readonly setting: keyof ServerConfig;
  readonly flags: string;
  readonly env: string;
  readonly help: string;
}

/** PORT and DATA_DIR carry no prefix because process managers and containers set them by these names. */
export const SERVER_OPTIONS: readonly OptionDoc[] = [
  {
    setting: 'port',
    flags: '-p, --port <number>',
    env: 'PORT',
    help: 'port to listen on; 0 takes any free one',
  },
  {
    setting: 'host',
    flags: '--host <address>',
    env: 'STAIRWELL_HOST',
    help: 'loopback address to listen on',
  },
  {
    setting: 'dataDir',
    flags: '-d, --data-dir <folder>',
    env: 'DATA_DIR',
    help: 'folder that keeps state machines and executions',
  },
  {
    setting: 'store',
    flags: '--store <kind>',
    env: 'STAIRWELL_STORE',
    help: `where data is kept: ${STORES.join(' or ')} (memory is gone after the process)`,
  },
  {
    setting: 'accountId',
    flags: '--account-id <digits>',
    env: 'STAIRWELL_ACCOUNT_ID',
    help: 'account of requests whose access key is not twelve digits',
  },
  {
    setting: 'region',
    flags: '--region <name>',
    env: 'STAIRWELL_REGION',
    help: 'Region of requests that are not signed for one',
  },
  {
    setting: 'interruptedTasks',
    flags: '--interrupted-tasks <what>',
    env: 'STAIRWELL_INTERRUPTED_TASKS',
    help: `a task whose call was cut off by a crash: ${INTERRUPTED_TASKS.join(' (call again) or ')} (States.TaskFailed)`,
  },
  {
    setting: 'retentionDays',
    flags: '--retention-days <days>',
    env: 'STAIRWELL_RETENTION_DAYS',
    help: 'how long a closed execution is kept; 0 or off: for ever',
  },
  {
    setting: 'logs',
    flags: '--logs <where>',
    env: 'STAIRWELL_LOGS',
    help: 'where execution logs go: file (in the data folder), file:PATH, stdout, cloudwatch or off',
  },
  {
    setting: 'events',
    flags: '--events <where>',
    env: 'STAIRWELL_EVENTS',
    help: 'where status change events go: eventbridge, eventbridge:SOURCE (a source instead of aws.states) or off',
  },
  {
    setting: 'quotas',
    flags: '--quotas <set>',
    env: 'STAIRWELL_QUOTAS',
    help: `throttle requests as AWS does: ${QUOTA_SETS.join(' or ')}`,
  },
  {
    setting: 'traces',
    flags: '--traces <target>',
    env: 'STAIRWELL_TRACES',
    help: `traces of executions: ${TRACES_TARGETS.join(' or ')} (OpenTelemetry, to OTEL_EXPORTER_OTLP_ENDPOINT)`,
  },
  {
    setting: 'logLevel',
    flags: '--log-level <level>',
    env: 'STAIRWELL_LOG_LEVEL',
    help: `least severity in the log of the server itself: ${LOG_LEVELS.join(', ')}`,
  },
];

/** Defaults of a command; they differ in the log level only. */
export function defaultsFor(logLevel: LogLevel): ServerConfig {
  return { ...DEFAULT_CONFIG, logLevel };
}

export function addServerOptions(command: Command, defaults: ServerConfig): Command {
  for (const { setting, flags, env, help } of SERVER_OPTIONS) {
    command.addOption(new Option(flags, `${help} (default: ${defaults[setting]})`).env(env));
  }
  return command;
}

/** Checks what commander collected. Throws ConfigError. */
export function readConfig(options: ConfigTexts, defaults: ServerConfig): ServerConfig {
  return parseConfig(options, defaults);
}
