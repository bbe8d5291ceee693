/** Tasks that wait for somebody: task tokens and activities, completed, failed or kept alive by hand. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { HeartPulse, Inbox } from 'lucide-react';
import { useState } from 'react';
import { lastPart, machineName } from '../../api/arns.ts';
import { useLiveRefresh } from '../../api/live.ts';
import type { OpenTask } from '../../api/operations.ts';
import { useAction, usePages } from '../../api/queries.ts';
import { useKeys } from '../../shell/keyboard.ts';
import { ActionsHead } from '../../ui/actions-head.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { SelectInput } from '../../ui/field.tsx';
import { Card, Empty, Failure, Loading, Page } from '../../ui/layout.tsx';
import table from '../../ui/table.module.css';
import { Instant } from '../../ui/times.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { useTableRows } from '../../ui/use-table-rows.ts';
import { AnswerDialog, type AnswerKind } from './answer-dialog.tsx';
import css from './inbox-page.module.css';

const KINDS = [
  { value: '', label: 'All tasks' },
  { value: 'token', label: 'Task tokens' },
  { value: 'activity', label: 'Activities' },
];

export function InboxPage() {
  const { kind } = useSearch({ from: '/inbox' });
  const navigate = useNavigate();
  const query = usePages('ListOpenTasks', { ...(kind !== undefined && { kind }), maxResults: 200 });
  useLiveRefresh({ list: '1' }, ['ListOpenTasks'], 1_000);
  const tasks = query.data?.pages.flatMap((page) => page.tasks) ?? [];
  return (
    <Page
      title="Task inbox"
      beside={<span className={css.count}>{tasks.length > 0 && `${tasks.length}${query.hasNextPage ? '+' : ''}`}</span>}
      actions={
        <div className={css.kind}>
          <SelectInput
            label="Kind of task"
            value={kind ?? ''}
            choices={KINDS}
            onChange={(value) =>
              void navigate({ to: '/inbox', search: value === '' ? {} : { kind: value as 'token' | 'activity' } })
            }
          />
        </div>
      }
    >
      {query.isLoading && <Loading rows={6} />}
      {query.error !== null && tasks.length === 0 && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && tasks.length === 0 && <NothingWaits />}
      {tasks.length > 0 && (
        <Card flush>
          <TaskTable tasks={tasks} />
          {query.hasNextPage && (
            <div className={css.more}>
              <Button disabled={query.isFetching} onClick={() => void query.fetchNextPage()}>
                Show more
              </Button>
            </div>
          )}
        </Card>
      )}
    </Page>
  );
}

interface Answering {
  readonly task: OpenTask;
  readonly kind: AnswerKind;
}

function TaskTable({ tasks }: { readonly tasks: readonly OpenTask[] }) {
  const [answering, setAnswering] = useState<Answering>();
  const { active, setActive, body } = useTableRows(tasks.length);
  const heartbeat = useAction('SendTaskHeartbeat');
  const beat = ({ taskToken, state }: OpenTask) =>
    heartbeat.mutate(
      { taskToken },
      {
        onSuccess: () => toast('done', `Heartbeat sent to ${state}`),
        onError: (error) => toastFailure('The heartbeat did not arrive', error),
      },
    );
  const onActive = (run: (task: OpenTask) => void) => () => {
    const task = tasks[active];
    if (task !== undefined) run(task);
  };
  useKeys({
    a: onActive((task) => setAnswering({ task, kind: 'complete' })),
    f: onActive((task) => setAnswering({ task, kind: 'fail' })),
    h: onActive(beat),
  });
  return (
    <div className={table.wrap}>
      <table className={`${table.table} ${css.tasks}`}>
        <thead>
          <tr>
            <th>Task</th>
            <th>Waits for</th>
            <th>Since</th>
            <th className={css.inputHead}>Input</th>
            <ActionsHead />
          </tr>
        </thead>
        <tbody ref={body}>
          {tasks.map((task, index) => (
            <tr key={task.taskToken} data-active={index === active || undefined}>
              <td className={css.task}>
                <span className={table.strong}>{task.state}</span>
                <Link
                  to="/executions/$executionArn"
                  params={{ executionArn: task.executionArn }}
                  className={css.execution}
                  title={task.executionArn}
                  preload={false}
                  onFocus={() => setActive(index)}
                >
                  {machineName(task.executionArn)} / {lastPart(task.executionArn)}
                </Link>
              </td>
              <td className={table.nowrap} title={task.resource}>
                {task.kind === 'activity' ? `Activity ${lastPart(task.resource)}` : 'Task token'}
              </td>
              <td className={table.nowrap}>
                <Instant at={task.since} />
                <Deadline task={task} />
              </td>
              <td className={table.clip}>
                <code title={task.input}>{task.input?.slice(0, 400)}</code>
              </td>
              <td className={css.actions}>
                <Button onClick={() => setAnswering({ task, kind: 'complete' })}>Complete…</Button>
                <Button onClick={() => setAnswering({ task, kind: 'fail' })}>Fail…</Button>
                <IconButton label={`Send a heartbeat to ${task.state}`} keys="h" onClick={() => beat(task)}>
                  <HeartPulse size={15} aria-hidden />
                </IconButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {answering !== undefined && (
        <AnswerDialog task={answering.task} kind={answering.kind} onClose={() => setAnswering(undefined)} />
      )}
    </div>
  );
}

/** Whichever comes first: the next heartbeat that is due, or the end of the task's time. */
function Deadline({ task: { heartbeatDate, timeoutDate } }: { readonly task: OpenTask }) {
  const first = Math.min(heartbeatDate ?? Number.POSITIVE_INFINITY, timeoutDate ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(first)) return <span className={css.second}>No time-out</span>;
  return (
    <span className={css.second}>
      {first === heartbeatDate ? 'Heartbeat by' : 'Until'} <Instant at={first} />
    </span>
  );
}

function NothingWaits() {
  return (
    <Empty icon={<Inbox size={22} aria-hidden />} title="Nothing waits for an answer">
      <p>
        A Task whose resource ends in <code>.waitForTaskToken</code>, or that names an activity, waits here until
        somebody answers: a worker, <code>aws stepfunctions send-task-success</code>, or you.
      </p>
    </Empty>
  );
}
