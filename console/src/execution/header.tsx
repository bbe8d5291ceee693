/** The head of the page: where the execution stands in its tree, how it is, why it failed, and what can be done with it. */
import { ArrowDownToLine, ChevronDown, CornerRightDown, GitFork, OctagonX, Play, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { failingLeaf } from '../history/failing-leaf.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Page } from '../ui/layout.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { StatusText } from '../ui/status.tsx';
import { Duration, Instant } from '../ui/times.tsx';
import { toastFailure } from '../ui/toasts.tsx';
import { ActionDialog, type TreeAction } from './actions/action-dialog.tsx';
import { graphSvg, saveHtml, saveJson, savePng, saveText } from './actions/export.ts';
import { ForkDialog } from './actions/fork-dialog.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { useExecution, useRecord, useSelection, useTree } from './context.tsx';
import { FailureNote } from './failure-note.tsx';
import css from './header.module.css';
import { documentOf } from './offline.ts';
import { StateLink } from './state-link.tsx';
import { useGoToFailure } from './use-go-to-failure.ts';
import { WaitingNote } from './waiting-note.tsx';
import { machineOf, nameOf, plural } from './words.ts';

export type OpenDialog = TreeAction | 'fork' | undefined;

interface ExecutionHeadProps {
  readonly children: ReactNode;
  readonly dialog: OpenDialog;
  readonly setDialog: (dialog: OpenDialog) => void;
  /** Address of the state machine's page, and of its start form filled with this input. */
  readonly machineHref?: ((arn: string) => string) | undefined;
  readonly startHref?: ((stateMachineArn: string, executionArn: string) => string) | undefined;
}

export function ExecutionHead({ children, dialog, setDialog, machineHref, startHref }: ExecutionHeadProps) {
  const { arn, records } = useExecution();
  const record = useRecord(arn);
  const [selection] = useSelection();
  const { description, history } = record;
  const status = history.events.length > 0 ? history.status : (description?.status ?? 'RUNNING');
  const machineArn = description?.stateMachineArn ?? '';
  return (
    <Page
      fill
      title={nameOf(arn)}
      above={<Breadcrumb />}
      beside={description !== undefined && <StatusText badge status={status} />}
      actions={
        description !== undefined && (
          <Actions status={status} setDialog={setDialog} startHref={startHref?.(machineArn, arn)} />
        )
      }
      facts={
        description !== undefined && (
          <>
            {machineHref === undefined || machineArn === '' ? (
              <span>{machineOf(arn)}</span>
            ) : (
              <a href={machineHref(machineArn)}>{machineOf(arn) || machineOf(machineArn)}</a>
            )}
            <span className={css.strong} title="Duration">
              <Duration
                start={description.startDate}
                stop={durationStop(status, description.stopDate, history.endMs)}
              />
            </span>
            <span>
              started <Instant at={description.startDate} />
            </span>
            {description.redriveCount > 0 && <span>{plural(description.redriveCount, 'redrive')}</span>}
            <span>{plural(history.events.length, 'event')}</span>
            <span className={css.arn}>
              ARN
              <CopyButton text={arn} what="ARN" />
            </span>
          </>
        )
      }
    >
      <FailureBanner />
      <WaitingNote />
      {children}
      {dialog === 'fork' && (
        <ForkDialog
          record={record}
          stateName={selection?.arn === arn ? selection.state : undefined}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog !== undefined && dialog !== 'fork' && !records.backend.isOffline && (
        <ActionDialog action={dialog} executionArn={arn} onClose={() => setDialog(undefined)} />
      )}
    </Page>
  );
}

function durationStop(status: string, stopDate: number | undefined, endMs: number | undefined): number | undefined {
  if (status === 'RUNNING') return undefined;
  return stopDate ?? (endMs === undefined ? undefined : endMs / 1000);
}

function FailureBanner() {
  const { arn } = useExecution();
  const record = useRecord(arn);
  const { history, description } = record;
  const isBad = history.status !== 'RUNNING' && history.status !== 'SUCCEEDED';
  if (!isBad || !record.isComplete) return null;
  const leaf = failingLeaf(history);
  const { error, cause } = history.failure ?? description ?? {};
  if (error === undefined && cause === undefined && leaf === undefined) return null;
  return (
    <FailureNote
      error={error}
      cause={cause}
      where={
        leaf !== undefined && (
          <>
            in{' '}
            <StateLink arn={arn} visit={leaf}>
              {leaf.name}
            </StateLink>
          </>
        )
      }
    />
  );
}

interface ActionsProps {
  readonly status: string;
  readonly setDialog: (dialog: OpenDialog) => void;
  readonly startHref: string | undefined;
}

function Actions({ status, setDialog, startHref }: ActionsProps) {
  const { arn, records } = useExecution();
  const record = useRecord(arn);
  const tree = useTree();
  const goToFailure = useGoToFailure();
  const { isOffline } = records.backend;
  const isRunning = status === 'RUNNING';
  const hasChildren = (tree.node(arn)?.childCount ?? 0) > 0;
  const below = tree.node(arn)?.rollup;
  const hasFailure = (!isRunning && status !== 'SUCCEEDED') || (below?.failed ?? 0) > 0;
  const canRedrive = record.description?.redriveStatus === 'REDRIVABLE' || (!isRunning && status !== 'SUCCEEDED');
  return (
    <>
      {hasFailure && (
        <Button icon={<CornerRightDown size={14} aria-hidden />} onClick={goToFailure} aria-keyshortcuts="f">
          Go to failure
        </Button>
      )}
      {!isOffline && isRunning && (
        <Button
          look="danger"
          icon={<OctagonX size={14} aria-hidden />}
          onClick={() => setDialog(hasChildren ? 'stopTree' : 'stop')}
        >
          {hasChildren ? 'Stop tree' : 'Stop'}
        </Button>
      )}
      {!isOffline && canRedrive && (
        <Button
          icon={<RotateCcw size={14} aria-hidden />}
          onClick={() => setDialog(hasChildren ? 'redriveTree' : 'redrive')}
        >
          {hasChildren ? 'Redrive tree' : 'Redrive'}
        </Button>
      )}
      {!isOffline && (
        <Menu
          trigger={
            <Button>
              Actions <ChevronDown size={13} aria-hidden />
            </Button>
          }
        >
          <MenuItem icon={<OctagonX size={14} />} disabled={!isRunning} onSelect={() => setDialog('stop')}>
            Stop this execution …
          </MenuItem>
          <MenuItem
            icon={<OctagonX size={14} />}
            disabled={!isRunning && (below?.running ?? 0) === 0}
            onSelect={() => setDialog('stopTree')}
          >
            Stop the whole tree …
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<RotateCcw size={14} />}
            disabled={!canRedrive}
            hint="r"
            onSelect={() => setDialog('redrive')}
          >
            Redrive this execution …
          </MenuItem>
          <MenuItem icon={<RotateCcw size={14} />} disabled={!canRedrive} onSelect={() => setDialog('redriveTree')}>
            Redrive the tree …
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<GitFork size={14} />}
            disabled={record.history.visits.length === 0}
            onSelect={() => setDialog('fork')}
          >
            Fork from a state …
          </MenuItem>
          <MenuItem
            icon={<Play size={14} />}
            disabled={startHref === undefined}
            onSelect={() => startHref !== undefined && location.assign(startHref)}
          >
            Start one like this …
          </MenuItem>
        </Menu>
      )}
      <ExportMenu />
    </>
  );
}

function ExportMenu() {
  const { arn, records, tree } = useExecution();
  const name = nameOf(arn);
  const attempt = (what: string, run: () => void | Promise<void>) => async () => {
    try {
      await run();
    } catch (error) {
      toastFailure(`Could not save the ${what}`, error);
    }
  };
  const saved = () => documentOf(arn, records, tree);
  return (
    <Menu
      trigger={
        <Button icon={<ArrowDownToLine size={14} aria-hidden />}>
          Save <ChevronDown size={13} aria-hidden />
        </Button>
      }
    >
      <MenuItem onSelect={attempt('JSON', () => saveJson(name, saved()))}>JSON of the execution</MenuItem>
      <MenuItem onSelect={attempt('picture', () => saveText(`${name}.svg`, 'image/svg+xml', graphSvg()))}>
        Graph as SVG
      </MenuItem>
      <MenuItem onSelect={attempt('picture', () => savePng(name))}>Graph as PNG</MenuItem>
      {!records.backend.isOffline && (
        <MenuItem hint="works offline" onSelect={attempt('page', () => saveHtml(name, saved()))}>
          HTML file of this page
        </MenuItem>
      )}
    </Menu>
  );
}
