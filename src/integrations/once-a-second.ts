/** A function of a time, in milliseconds since the epoch, whose answer is the same for a whole second. */
export function onceASecond(make: (ms: number) => string): (ms: number) => string {
  let last = { second: Number.NaN, text: '' };
  return (ms) => {
    const second = Math.floor(ms / 1000);
    if (second !== last.second) last = { second, text: make(ms) };
    return last.text;
  };
}
