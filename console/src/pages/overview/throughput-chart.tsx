/** Executions started, and ended well or badly, minute by minute: bars as SVG, and the same as a table for screen readers. */
import type { OverviewMinute } from '../../api/operations.ts';
import { useSettings } from '../../settings/settings.ts';
import { formatInstant } from '../../settings/time.ts';
import css from './throughput-chart.module.css';

const HEIGHT = 96;
const STEP = 10;

export function ThroughputChart({ minutes }: { readonly minutes: readonly OverviewMinute[] }) {
  const { time } = useSettings();
  const top = Math.max(4, ...minutes.map(({ started, succeeded, failed }) => Math.max(started, succeeded + failed)));
  const sum = (of: 'started' | 'succeeded' | 'failed') => minutes.reduce((total, minute) => total + minute[of], 0);
  const clock = (at: number) => formatInstant(at, time === 'utc' ? 'utc' : 'local').slice(11, 16);
  const scale = (count: number) => (count / top) * (HEIGHT - 6);
  return (
    <figure className={css.chart}>
      <figcaption className={css.legend}>
        <Key tone="running" label="Started" count={sum('started')} />
        <Key tone="succeeded" label="Succeeded" count={sum('succeeded')} />
        <Key tone="failed" label="Failed" count={sum('failed')} />
        <span className={css.scale}>at most {top.toLocaleString('en')} a minute</span>
      </figcaption>
      <svg
        className={css.plot}
        viewBox={`0 0 ${minutes.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <line x1="0" x2={minutes.length * STEP} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={css.axis} />
        {minutes.map(({ minuteDate, started, succeeded, failed }, index) => (
          <g key={minuteDate} transform={`translate(${index * STEP} 0)`}>
            <title>{`${clock(minuteDate)}: ${started} started, ${succeeded} succeeded, ${failed} failed`}</title>
            <rect x="0" y="0" width={STEP} height={HEIGHT} className={css.hit} />
            <rect x="1" y={HEIGHT - scale(started)} width="3.6" height={scale(started)} className={css.started} />
            <rect x="5" y={HEIGHT - scale(succeeded)} width="3.6" height={scale(succeeded)} className={css.succeeded} />
            <rect
              x="5"
              y={HEIGHT - scale(succeeded + failed)}
              width="3.6"
              height={scale(failed)}
              className={css.failed}
            />
          </g>
        ))}
      </svg>
      <div className={css.times} aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((part) => {
          const minute = minutes[Math.round(part * (minutes.length - 1))];
          return <span key={part}>{minute === undefined ? '' : clock(minute.minuteDate)}</span>;
        })}
      </div>
      <table className="visually-hidden">
        <caption>Executions by minute</caption>
        <thead>
          <tr>
            <th>Minute</th>
            <th>Started</th>
            <th>Succeeded</th>
            <th>Failed</th>
          </tr>
        </thead>
        <tbody>
          {minutes
            .filter(({ started, succeeded, failed }) => started + succeeded + failed > 0)
            .map(({ minuteDate, started, succeeded, failed }) => (
              <tr key={minuteDate}>
                <td>{clock(minuteDate)}</td>
                <td>{started}</td>
                <td>{succeeded}</td>
                <td>{failed}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}

function Key({ tone, label, count }: { readonly tone: string; readonly label: string; readonly count: number }) {
  return (
    <span className={css.key} data-tone={tone}>
      <span className={css.swatch} aria-hidden />
      {label} <strong>{count.toLocaleString('en')}</strong>
    </span>
  );
}
