/**
 * Metrics of prom-client that hold nothing: what they show is read from plain numbers when Prometheus asks. So counting
 * costs the server no more than adding to a number.
 */
import { Counter, Gauge, Histogram as PromHistogram, type Registry } from 'prom-client';
import type { Histogram } from '../engine/histogram.ts';

/** One value of a metric, with its labels. */
export type Reading = readonly [labels: Readonly<Record<string, string>>, value: number];

interface About {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

export class Readings {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** `read` is asked at each scrape. */
  counter(about: About, read: () => Iterable<Reading>): void {
    new Counter({
      ...this.#config(about),
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.inc(labels, value);
      },
    });
  }

  gauge(about: About, read: () => Iterable<Reading> | Promise<Iterable<Reading>>): void {
    new Gauge({
      ...this.#config(about),
      async collect() {
        const readings = await read();
        this.reset();
        for (const [labels, value] of readings) this.set(labels, value);
      },
    });
  }

  histogram(about: About, read: () => Iterable<readonly [Reading[0], Histogram]>): void {
    const metric = new ReadHistogram({ ...this.#config(about), registers: [] });
    metric.read = read;
    metric.about = { name: about.name, help: about.help };
    this.#registry.registerMetric(metric);
  }

  #config({ name, help, labels = [] }: About) {
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }
}

/** What a registry asks its metrics for. */
type Shown = Awaited<ReturnType<PromHistogram<string>['get']>>;

class ReadHistogram extends PromHistogram<string> {
  read: () => Iterable<readonly [Reading[0], Histogram]> = () => [];

  about = { name: '', help: '' };

  override async get(): Promise<Shown> {
    const values = [...this.read()].flatMap(([labels, histogram]) => this.#values(labels, histogram));
    const type = 'histogram' as unknown as Shown['type'];
    return { ...this.about, type, aggregator: 'sum', collect: () => {}, values };
  }

  /** What version 15 of prom-client asks instead, when it makes text. */
  getForPromString(): Promise<Shown> {
    return this.get();
  }

  #values(labels: Reading[0], { bounds, counts, sum, count }: Histogram): Shown['values'] {
    const { name } = this.about;
    let below = 0;
    const buckets = bounds.map((bound, at) => {
      below += counts[at] as number;
      return { metricName: `${name}_bucket`, labels: { le: bound, ...labels }, value: below };
    });
    return [
      ...buckets,
      { metricName: `${name}_bucket`, labels: { le: '+Inf', ...labels }, value: count },
      { metricName: `${name}_sum`, labels: { ...labels }, value: sum },
      { metricName: `${name}_count`, labels: { ...labels }, value: count },
    ];
  }
}
