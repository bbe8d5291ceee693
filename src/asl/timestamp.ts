/**
 * Timestamps as Wait and Choice take them: the RFC 3339 profile of ISO 8601, with upper-case `T`, seconds, and `Z` or
 * a numeric offset; fractions to the nanosecond. Source: ASL "Timestamps". Pure arithmetic: no Date.
 */

const PATTERN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAY_SECONDS = 86_400;

/** An instant: seconds since the epoch, which may be negative, and nanoseconds of that second. */
export interface Instant {
  readonly seconds: number;
  readonly nanos: number;
}

/** The instant that `text` names, or undefined when it is not a timestamp. */
export function parseInstant(text: string): Instant | undefined {
  const found = PATTERN.exec(text);
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const offset = offsetSeconds(found[8], Number(found[9] ?? 0), Number(found[10] ?? 0));
  const validDate = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!validDate || hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined;
  const inDay = hour * 3600 + minute * 60 + second;
  return {
    seconds: daysSinceEpoch(year, month, day) * DAY_SECONDS + inDay - offset,
    nanos: Number((found[7] ?? '').padEnd(9, '0')),
  };
}

/** Milliseconds since the epoch, rounded up so that a timer never fires early; undefined when not a timestamp. */
export function parseTimestamp(text: string): number | undefined {
  const instant = parseInstant(text);
  return instant && instant.seconds * 1000 + Math.ceil(instant.nanos / 1_000_000);
}

/** Negative, zero or positive, as `a` is before, at or after `b`. */
export function compareInstants(a: Instant, b: Instant): number {
  return a.seconds - b.seconds || a.nanos - b.nanos;
}

function offsetSeconds(sign: string | undefined, hours: number, minutes: number): number | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar; years start in March so that leap days come last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
