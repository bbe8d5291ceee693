/** The page of one execution on the server: follows it live, and keeps what is shown in the address. */
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { type Change, useLive, useLiveState } from '../api/live.ts';
import { useKeys } from '../shell/keyboard.ts';
import { Failure, Page } from '../ui/layout.tsx';
import { hrefOfExecution } from '../ui/row-link.tsx';
import { server } from './backend.ts';
import { type ExecutionContextValue, ExecutionProvider, useRecord, useTree } from './context.tsx';
import { ExecutionViews } from './execution-views.tsx';
import { ExecutionHead, type OpenDialog } from './header.tsx';
import { Records } from './records.ts';
import { type PageSearch, readSearch } from './search.ts';
import { TreeModel } from './tree-model.ts';
import { usePageKeys } from './use-page-keys.ts';
import { nameOf } from './words.ts';

/** Kept from page to page, so that going up and down a tree shows at once what is known. */
const records = new Records(server);
let lastTree = new TreeModel(server);

/** How often the numbers of the tree are asked for again while it changes, and everything when nothing is pushed. */
const TREE_MS = 2_000;
const POLL_MS = 2_000;

export function ExecutionPage({ executionArn }: { readonly executionArn: string }) {
  const raw = useSearch({ from: '/executions/$executionArn' });
  const navigate = useNavigate({ from: '/executions/$executionArn' });
  const router = useRouter();
  const search = useMemo(() => readSearch(raw), [raw]);
  const tree = useMemo(() => {
    if (lastTree.node(executionArn) === undefined) lastTree = new TreeModel(server);
    return lastTree;
  }, [executionArn]);
  useEffect(() => {
    void tree.load(executionArn);
    records.peek(executionArn)?.refresh();
  }, [tree, executionArn]);
  const context = useMemo((): ExecutionContextValue => {
    return {
      arn: executionArn,
      records,
      tree,
      search,
      setSearch: (change: PageSearch) =>
        void navigate({
          search: (before) => ({ ...before, ...change }),
          replace: change.view === undefined,
          resetScroll: false,
        }),
      openExecution: (arn, next) =>
        void navigate({
          to: '/executions/$executionArn',
          params: { executionArn: arn },
          search: { view: search.view, ...next } as Record<string, string | number | undefined>,
        }),
      hrefOf: hrefOfExecution,
      inboxHref: '/console/inbox',
      mapRunHref: (mapRunArn) =>
        withBase(router.buildLocation({ to: '/map-runs/$mapRunArn', params: { mapRunArn } }).href),
    };
  }, [executionArn, tree, search, navigate, router]);
  const machineHref = (stateMachineArn: string) =>
    withBase(router.buildLocation({ to: '/machines/$stateMachineArn', params: { stateMachineArn } }).href);
  const startHref = (stateMachineArn: string, from: string) =>
    withBase(
      router.buildLocation({
        to: '/machines/$stateMachineArn',
        params: { stateMachineArn },
        search: { start: true, from },
      }).href,
    );
  return (
    <ExecutionProvider value={context}>
      <Follow arn={executionArn} />
      <Body arn={executionArn} machineHref={machineHref} startHref={startHref} />
    </ExecutionProvider>
  );
}

/** `buildLocation` answers with or without the base path, depending on the version of the router. */
function withBase(href: string): string {
  return href.startsWith('/console') ? href : `/console${href}`;
}

interface BodyProps {
  readonly arn: string;
  readonly machineHref: (arn: string) => string;
  readonly startHref: (stateMachineArn: string, executionArn: string) => string;
}

function Body({ arn, machineHref, startHref }: BodyProps) {
  const record = useRecord(arn);
  const [dialog, setDialog] = useState<OpenDialog>();
  useKeys(usePageKeys(setDialog));
  if (record.state === 'failed') {
    return (
      <Page title={nameOf(arn)}>
        <Failure error={record.error} onRetry={() => record.refresh()} />
      </Page>
    );
  }
  return (
    <ExecutionHead dialog={dialog} setDialog={setDialog} machineHref={machineHref} startHref={startHref}>
      <ExecutionViews />
    </ExecutionHead>
  );
}

/** Takes in what the server tells of the tree; asks by itself when it tells nothing. */
function Follow({ arn }: { readonly arn: string }) {
  const tree = useTree();
  const record = useRecord(arn);
  const live = useLiveState();
  const reload = useReload(tree, arn);
  const onChange = (change: Change) => {
    const { executionArn, status, stopDate, lastEventId } = change;
    records.peek(executionArn)?.refresh(lastEventId);
    tree.patch(executionArn, { status, stopDate });
    reload();
  };
  const onGap = () => {
    records.refreshAll();
    reload();
  };
  useLive(tree.rootArn === undefined ? undefined : { rootArn: tree.rootArn }, onChange, onGap);
  const isRunning = record.history.status === 'RUNNING' && record.state === 'ready';
  useEffect(() => {
    if (live === 'live' || !isRunning) return;
    const timer = setInterval(() => {
      records.refreshAll();
      void tree.load(arn);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [live, isRunning, tree, arn]);
  return null;
}

/** Reads the tree again, at most every TREE_MS. */
function useReload(tree: TreeModel, arn: string): () => void {
  return useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAgain = false;
    const run = () => {
      void tree.load(arn);
      timer = setTimeout(() => {
        timer = undefined;
        if (!isAgain) return;
        isAgain = false;
        run();
      }, TREE_MS);
    };
    return () => {
      if (timer === undefined) run();
      else isAgain = true;
    };
  }, [tree, arn]);
}
