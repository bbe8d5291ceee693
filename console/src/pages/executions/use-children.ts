/** The children of the rows that are expanded, loaded when they are and kept fresh by the live stream. */
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { call } from '../../api/client.ts';
import { useLive } from '../../api/live.ts';
import type { Children } from './list-rows.ts';

const MOST_CHILDREN = 200;

export function useExpandedChildren() {
  const client = useQueryClient();
  const [arns, setArns] = useState<ReadonlySet<string>>(new Set());
  const list = useMemo(() => [...arns], [arns]);
  const expanded = useQueries({
    queries: list.map((executionArn) => ({
      queryKey: ['ListChildExecutions', { executionArn }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('ListChildExecutions', { executionArn, maxResults: MOST_CHILDREN }, signal),
    })),
    combine: (results): ReadonlyMap<string, Children> =>
      new Map(
        results.map(({ data, isError }, index) => [
          list[index] as string,
          { nodes: data?.executions, failed: isError, more: data?.nextToken !== undefined },
        ]),
      ),
  });
  const refresh = (executionArn: string | undefined) => {
    if (executionArn !== undefined && !arns.has(executionArn)) return;
    void client.invalidateQueries({
      queryKey: executionArn === undefined ? ['ListChildExecutions'] : ['ListChildExecutions', { executionArn }],
    });
  };
  useLive(
    arns.size === 0 ? undefined : { list: '1' },
    (change) => change.parentArn !== undefined && refresh(change.parentArn),
    () => refresh(undefined),
  );
  const toggle = (executionArn: string, to?: boolean) =>
    setArns((before) => {
      const after = new Set(before);
      const isOpen = to ?? !before.has(executionArn);
      if (isOpen) after.add(executionArn);
      else after.delete(executionArn);
      return after;
    });
  return { expanded, toggle };
}
