/** Words for what keeps the server from starting. */

interface SystemError extends Error {
  readonly code?: string;
  readonly port?: number;
  readonly path?: string;
}

export function startUpProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, path, message } = error as SystemError;
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port ?? ''} is in use, perhaps by another Stairwell. Choose another with --port, or 0 for any free one.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `no permission: ${path ?? message}`;
    case 'ENOSPC':
      return `no space left on the disk: ${path ?? message}`;
    default:
      return message;
  }
}
