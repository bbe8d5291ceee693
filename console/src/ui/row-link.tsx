/**
 * Links in the rows of long lists. They are addresses like any other, but know nothing of the router until they are
 * clicked: a hundred of them come and go with every move of the wheel.
 */
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** As the router writes them (`pathParamsAllowedCharacters`). */
const parameter = (value: string) => encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%40', '@');

export function hrefOfExecution(executionArn: string): string {
  return `/console/executions/${parameter(executionArn)}`;
}

export function hrefOfMachine(stateMachineArn: string): string {
  return `/console/machines/${parameter(stateMachineArn)}`;
}

interface RowLinkProps {
  readonly href: string;
  readonly className: string | undefined;
  readonly title: string;
  readonly children: ReactNode;
}

/** Not a tab stop: the keys of the row lead there. */
export function RowLink({ href, className, title, children }: RowLinkProps) {
  const { history } = useRouter();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    <a href={href} className={className} title={title} tabIndex={-1} onClick={follow}>
      {children}
    </a>
  );
}
