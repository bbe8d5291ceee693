/** Globs: `*` stands for any text, `?` for one character (UTF-16 unit); everything else for itself. Linear in practice: no backtracking but to the last `*`. */

export function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let starText = 0;
  while (next < text.length) {
    const wanted = glob[at];
    if (wanted === '*') {
      star = at++;
      starText = next;
    } else if (wanted === '?' || wanted === text[next]) {
      at++;
      next++;
    } else if (star >= 0) {
      at = star + 1;
      next = ++starText;
    } else return false;
  }
  while (glob[at] === '*') at++;
  return at === glob.length;
}
