/**
 * Whether text has a UTF-8 form: a lone surrogate, which JSON can spell as an escape, has none, so it could not be
 * stored and given back unchanged.
 */
export function isWellFormed(text: string): boolean {
  // In Node since 20; the project's library level (ES2023) does not know it yet.
  return (text as unknown as { isWellFormed(): boolean }).isWellFormed();
}
