/**
 * A function of a text whose answers are kept, for texts that come again and again. When there are too many the kept
 * ones are forgotten, all at once: those in use are soon there again.
 */
export function remembered<T>(most: number, make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      if (known.size >= most) known.clear();
      value = make(text);
      known.set(text, value);
    }
    return value;
  };
}
