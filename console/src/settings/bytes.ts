/** `640 B`, `12.4 KB`, `3.1 MB`: in steps of 1,024. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const steps = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** steps;
  return `${value.toFixed(value < 100 ? 1 : 0)} ${['B', 'KB', 'MB', 'GB', 'TB'][steps]}`;
}
