/** Ctrl/⌘ K: go to a page, a state machine or an execution, or change a setting, by typing a part of its name. */
import { Dialog } from '@base-ui/react/dialog';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import {
  CircleHelp,
  Clock,
  FileUp,
  Inbox,
  LayoutDashboard,
  ListTree,
  Moon,
  Play,
  Search,
  Sun,
  Workflow,
} from 'lucide-react';
import { type ReactNode, useCallback, useDeferredValue, useState } from 'react';
import { useOperation } from '../api/queries.ts';
import { changeSettings } from '../settings/settings.ts';
import { StatusIcon } from '../ui/status.tsx';
import css from './palette.module.css';
import { endTypeAhead } from './type-ahead.ts';

interface PaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

export function Palette({ onClose, onHelp }: PaletteProps) {
  const [text, setText] = useState('');
  // The dialog comes a moment later than this.
  const takeFocus = useCallback((input: HTMLInputElement | null) => {
    if (input === null) return;
    input.focus();
    const ahead = endTypeAhead();
    if (ahead !== '') setText((before) => before + ahead);
  }, []);
  const navigate = useNavigate();
  const run = (action: () => unknown) => () => {
    onClose();
    void action();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={css.backdrop} />
        <Dialog.Popup className={css.popup} aria-label="Go to or do anything">
          <Command label="Go to or do anything" loop>
            <div className={css.inputRow}>
              <Search size={16} aria-hidden />
              <Command.Input
                ref={takeFocus}
                className={css.input}
                value={text}
                onValueChange={setText}
                placeholder="Page, state machine, execution, ARN or action"
              />
              <kbd className={css.key}>Esc</kbd>
            </div>
            <Command.List className={css.list}>
              <Command.Empty className={css.empty}>Nothing matches.</Command.Empty>
              <Executions text={text} run={run} />
              <Command.Group heading="Pages" className={css.group}>
                <Item icon={<LayoutDashboard />} onSelect={run(() => navigate({ to: '/' }))} keys="g o">
                  Overview
                </Item>
                <Item icon={<ListTree />} onSelect={run(() => navigate({ to: '/executions' }))} keys="g e">
                  Executions
                </Item>
                <Item icon={<Workflow />} onSelect={run(() => navigate({ to: '/machines' }))} keys="g m">
                  State machines
                </Item>
                <Item icon={<Inbox />} onSelect={run(() => navigate({ to: '/inbox' }))} keys="g i">
                  Task inbox
                </Item>
                <Item icon={<FileUp />} onSelect={run(() => navigate({ to: '/import' }))} keys="g h">
                  Import history
                </Item>
              </Command.Group>
              <Command.Group heading="Searches" className={css.group}>
                <SearchItem run={run} status="FAILED" label="Failed executions" />
                <SearchItem run={run} status="RUNNING" label="Running executions" />
                <SearchItem run={run} status="TIMED_OUT" label="Timed out executions" />
              </Command.Group>
              <Machines run={run} />
              <Command.Group heading="Settings" className={css.group}>
                <Item icon={<Sun />} onSelect={run(() => changeSettings({ theme: 'light' }))}>
                  Theme: light
                </Item>
                <Item icon={<Moon />} onSelect={run(() => changeSettings({ theme: 'dark' }))}>
                  Theme: dark
                </Item>
                <Item icon={<Sun />} onSelect={run(() => changeSettings({ theme: 'system' }))}>
                  Theme: as the system
                </Item>
                <Item icon={<Clock />} onSelect={run(() => changeSettings({ time: 'local' }))}>
                  Times: local
                </Item>
                <Item icon={<Clock />} onSelect={run(() => changeSettings({ time: 'utc' }))}>
                  Times: UTC
                </Item>
                <Item icon={<Clock />} onSelect={run(() => changeSettings({ time: 'relative' }))}>
                  Times: relative to now
                </Item>
                <Item icon={<CircleHelp />} onSelect={() => onHelp()} keys="?">
                  Keyboard shortcuts
                </Item>
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly onSelect: () => void;
  readonly value?: string;
  readonly keys?: string;
  readonly children: ReactNode;
}

function Item({ icon, onSelect, value, keys, children }: ItemProps) {
  return (
    <Command.Item className={css.item} onSelect={onSelect} {...(value !== undefined && { value })}>
      <span className={css.icon} aria-hidden>
        {icon}
      </span>
      <span className={css.label}>{children}</span>
      {keys !== undefined && <kbd className={css.key}>{keys}</kbd>}
    </Command.Item>
  );
}

type Run = (action: () => unknown) => () => void;

function SearchItem({ run, status, label }: { readonly run: Run; readonly status: string; readonly label: string }) {
  const navigate = useNavigate();
  const open = run(() => navigate({ to: '/executions', search: { q: `status:${status}`, roots: false } }));
  return (
    <Item icon={<StatusIcon status={status} />} onSelect={open}>
      {label}
    </Item>
  );
}

function Machines({ run }: { readonly run: Run }) {
  const navigate = useNavigate();
  const { data } = useOperation('ListStateMachines', { maxResults: 1000 });
  if (data === undefined || data.stateMachines.length === 0) return null;
  return (
    <Command.Group heading="State machines" className={css.group}>
      {data.stateMachines.flatMap(({ stateMachineArn, name }) => [
        <Item
          key={stateMachineArn}
          value={`${name} ${stateMachineArn}`}
          icon={<Workflow />}
          onSelect={run(() => navigate({ to: '/machines/$stateMachineArn', params: { stateMachineArn } }))}
        >
          {name}
        </Item>,
        <Item
          key={`start ${stateMachineArn}`}
          value={`Start ${name} ${stateMachineArn}`}
          icon={<Play />}
          onSelect={run(() =>
            navigate({ to: '/machines/$stateMachineArn', params: { stateMachineArn }, search: { start: true } }),
          )}
        >
          Start {name}
        </Item>,
      ])}
    </Command.Group>
  );
}

/** Executions whose name has the text in it; an ARN leads to its execution at once. */
function Executions({ text, run }: { readonly text: string; readonly run: Run }) {
  const navigate = useNavigate();
  const wanted = useDeferredValue(text.trim());
  const arn = /^arn:[^:]+:states:.*:(execution|express):/.test(wanted) ? wanted : undefined;
  const input = wanted.length >= 2 && arn === undefined ? { name: `*${wanted}*`, maxResults: 6 } : undefined;
  const { data } = useOperation('SearchExecutions', input);
  const open = (executionArn: string) =>
    run(() => navigate({ to: '/executions/$executionArn', params: { executionArn } }));
  if (arn !== undefined) {
    return (
      <Command.Group heading="Executions" className={css.group} forceMount>
        <Item value={arn} icon={<ListTree />} onSelect={open(arn)}>
          {arn}
        </Item>
      </Command.Group>
    );
  }
  if (data === undefined || data.executions.length === 0) return null;
  return (
    <Command.Group heading="Executions" className={css.group}>
      {data.executions.map(({ executionArn, name, status }) => (
        <Item
          key={executionArn}
          value={`${name} ${executionArn}`}
          icon={<StatusIcon status={status} named />}
          onSelect={open(executionArn)}
        >
          {name}
        </Item>
      ))}
    </Command.Group>
  );
}
