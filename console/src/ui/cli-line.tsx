/** The AWS CLI command that does the same as a button, to copy. */
import { cliCommand } from '../api/cli-command.ts';
import type { InputOf, OperationName } from '../api/client.ts';
import css from './cli-line.module.css';
import { CopyButton } from './copy-button.tsx';

interface CliLineProps<N extends OperationName> {
  readonly operation: N;
  readonly input: InputOf<N>;
}

export function CliLine<N extends OperationName>({ operation, input }: CliLineProps<N>) {
  const command = cliCommand(operation, input as Readonly<Record<string, unknown>>, location.origin);
  return (
    <div className={css.line}>
      <code className={css.command}>{command}</code>
      <CopyButton text={command} what="command" />
    </div>
  );
}
