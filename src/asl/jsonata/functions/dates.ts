/** Functions on times. Source: JSONata documentation, "Date/Time functions". The clock is the host's. */
import { isoTime } from '../../iso-time.ts';
import { Native } from '../call.ts';
import { Fault } from '../fault.ts';
import { implementationOf, redefined, signatureOf } from './library.ts';

const toMillis = implementationOf('toMillis');
const fromMillis = implementationOf('fromMillis');

export const dates = {
  millis: new Native(0, signatureOf('<:n>'), (_args, evaluation) => evaluation.nowMs),
  now: new Native(2, signatureOf('<s?s?:s>'), ([picture, timezone], evaluation) => {
    checkPicture(picture);
    return fromMillis(evaluation.nowMs, picture, timezone) as string;
  }),
  fromMillis: redefined('fromMillis', ([millis, picture, timezone], evaluation) => {
    checkPicture(picture);
    evaluation.step(20);
    return fromMillis(millis, picture, timezone) as string;
  }),
  toMillis: redefined('toMillis', ([timestamp, picture], evaluation) => {
    if (timestamp === undefined) return undefined;
    checkPicture(picture);
    if ((timestamp as string).length > MAX_TIMESTAMP) throw new Fault('D3110', { value: timestamp });
    if (picture !== undefined) checkAmbiguity(picture as string, (timestamp as string).length);
    evaluation.step(20);
    return toMillis.call({ environment: { timestamp: utc(evaluation.nowMs) } }, timestamp, picture) as number;
  }),
};

/** Parts of a time, from which the library completes a timestamp that has only some. */
function utc(ms: number) {
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0, millis = 0] = isoTime(ms)
    .split(/[-T:.Z]/)
    .map(Number);
  return {
    getTime: () => ms,
    getUTCFullYear: () => year,
    getUTCMonth: () => month - 1,
    getUTCDate: () => day,
    getUTCDay: () => (Math.floor(ms / 86_400_000) + 4) % 7,
    getUTCHours: () => hours,
    getUTCMinutes: () => minutes,
    getUTCSeconds: () => seconds,
    getUTCMilliseconds: () => millis,
  };
}

const MAX_PICTURE = 200;
const MAX_TIMESTAMP = 200;

/** Pictures that are no pictures, or that ask for numbers thousands of digits wide. */
function checkPicture(picture: unknown): void {
  if (typeof picture !== 'string') return;
  if (picture.length > MAX_PICTURE || /,[^\]]*\d{4}/.test(picture))
    throw new Fault('D3132', { value: picture.slice(0, 20) });
}

/**
 * The library reads a timestamp by a regular expression made of the picture. Parts that follow each other without a
 * separator can share the characters between them in many ways, and the expression tries them all.
 */
function checkAmbiguity(picture: string, length: number): void {
  const parts = picture.split('[').slice(1);
  const ambiguous = parts.filter((part) => /[wW]|\][A-Za-z0-9]*$/.test(part)).length;
  let ways = 1;
  for (let i = 1; i < ambiguous && ways <= MAX_WAYS; i++) ways = (ways * (length - i + 1)) / i;
  if (ways > MAX_WAYS) throw new Fault('D3136');
}

const MAX_WAYS = 1_000_000;
