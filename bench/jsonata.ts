/**
 * `npm run bench -- jsonata`: expressions as workflows use them, evaluated by the compiled closures of the server and by
 * the jsonata library, both parsed before. Their results must be the same.
 */
import { deepStrictEqual } from 'node:assert';
import { createRequire } from 'node:module';
import type { Json } from '../src/asl/json.ts';
import { compileExpression } from '../src/asl/jsonata/expression.ts';
import { toJson } from '../src/asl/jsonata/result.ts';
import { nodePorts } from '../src/server/node-ports.ts';
import { judge, numbers } from './lib/scale.ts';
import { median, readable } from './lib/statistics.ts';

/** The server's, which is synchronous; peers bring one that awaits at every node and is slower. */
const jsonata = createRequire(new URL('../package.json', import.meta.url))('jsonata') as typeof import('jsonata');

const USAGE = 'usage: npm run bench -- jsonata [options]';
const { rounds, millis } = numbers(USAGE, { rounds: 5, millis: 150 });

const STATES: Json = {
  input: {
    orderId: 'A-1001',
    customer: { name: 'Ada', email: 'ada@example.com', tags: ['new', 'eu', 'trial'] },
    items: Array.from({ length: 12 }, (_, i) => ({
      sku: `S-${i}`,
      qty: (i % 4) + 1,
      price: 2.5 + i,
      stock: i % 3 > 0,
    })),
    n: 41,
  },
  result: { Payload: { reservationId: 'R-1', accepted: true } },
  context: { Execution: { Name: 'run-1' }, State: { RetryCount: 0 } },
};

const EXPRESSIONS = [
  '$states.input.orderId',
  '$states.input.customer.name',
  '$states.input.n + 1',
  '$states.result.Payload.accepted and $states.input.n > 40',
  '$states.input.n > 40 ? "many" : "few"',
  '"order/" & $states.input.orderId & "/" & $states.context.Execution.Name',
  '$uppercase($states.input.customer.name)',
  '$count($states.input.items)',
  '$states.input.items[0].sku',
  '$states.input.items.sku',
  '$states.input.items[qty > 2].sku',
  '$sum($states.input.items.(qty * price))',
  '$states.input.items[stock = false].{"sku": sku, "missing": qty}',
  '$map($states.input.items, function($item) { $item.qty * $item.price })',
  '$filter($states.input.items, function($item) { $item.stock })',
  '$merge([$states.input.customer, {"id": $states.input.orderId}])',
  '{"id": $states.input.orderId, "total": $sum($states.input.items.(qty * price)), "tags": $states.input.customer.tags}',
  '$states.input.items^(>price).sku',
  '$exists($states.input.coupon) ? $states.input.coupon : "none"',
  '($total := $sum($states.input.items.price); $round($total * 1.21, 2))',
];

interface Times {
  readonly text: string;
  readonly libraryUs: number;
  readonly closuresUs: number;
}

const all = EXPRESSIONS.map(times);
for (const { text, libraryUs, closuresUs } of all) {
  const factor = `${readable(libraryUs / closuresUs)}x`;
  process.stdout.write(`${us(libraryUs)} -> ${us(closuresUs)} us  ${factor.padStart(6)}  ${text}\n`);
}
const factors = all.map(({ libraryUs, closuresUs }) => libraryUs / closuresUs);
process.stdout.write('\n');
judge([
  { what: 'closures, of the library: median', figure: median(factors), unit: 'x', atLeast: 10 },
  { what: 'closures, of the library: least', figure: Math.min(...factors), unit: 'x' },
  { what: 'closures, of the library: sum of all', figure: sum(all, 'libraryUs') / sum(all, 'closuresUs'), unit: 'x' },
]);

function times(text: string): Times {
  const library = jsonata(text);
  const closures = compileExpression(text);
  const variables = (name: string) => (name === 'states' ? STATES : undefined);
  const byLibrary = () => library.evaluate(undefined, { states: STATES });
  const byClosures = () => closures.evaluate(variables, nodePorts);
  const result = byClosures();
  deepStrictEqual(result === undefined ? undefined : toJson(result), plain(byLibrary()), text);
  const [libraryUs, closuresUs] = interleaved(byLibrary, byClosures);
  return { text, libraryUs, closuresUs };
}

/** Microseconds per call of both, medians of rounds A B A B. */
function interleaved(a: () => unknown, b: () => unknown): [number, number] {
  const [ofA, ofB]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const [timeOfA, timeOfB] = [timed(a), timed(b)];
    if (round === 0) continue; // warm-up
    ofA.push(timeOfA);
    ofB.push(timeOfB);
  }
  return [median(ofA), median(ofB)];
}

function timed(call: () => unknown): number {
  const startMs = performance.now();
  let calls = 0;
  let spentMs = 0;
  for (; spentMs < millis; spentMs = performance.now() - startMs) {
    for (let i = 0; i < 50; i++) call();
    calls += 50;
  }
  return (spentMs * 1000) / calls;
}

/** The library marks its arrays with properties of its own. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function us(value: number): string {
  return readable(value).padStart(6);
}

function sum(times: readonly Times[], figure: 'libraryUs' | 'closuresUs'): number {
  return times.reduce((total, time) => total + time[figure], 0);
}
