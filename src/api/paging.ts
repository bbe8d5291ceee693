/** One page of a listing. Source: API reference, maxResults ("0 means … the default page size is 100"). */

export function pageSize(maxResults: number | undefined): number {
  return maxResults || 100;
}

/** Of `rows`, read with one more than fits: the rows of this page, and the last of them when more follow. */
export function cutPage<T>(rows: readonly T[], size: number): { page: readonly T[]; last: T | undefined } {
  if (rows.length <= size) return { page: rows, last: undefined };
  const page = rows.slice(0, size);
  return { page, last: page[size - 1] };
}
