/**
 * The web console under /console/: files that the build wrote into dist/console, served from memory.
 *
 * Only the names that were in the folder at the first request are served, so no path can lead anywhere else. Files
 * under assets/ have a hash in their name and may be kept for ever; the page itself is asked for again each time,
 * carries a fresh nonce for the styles that its editor adds, and stands for every path without an extension (the
 * console's own addresses). Everything is refused by the Content-Security-Policy but what this server sent.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { Routes } from './app.ts';

/** Where `npm run build` puts the console, seen from src/web and from dist/web. */
export const CONSOLE_DIR = fileURLToPath(new URL('../../dist/console/', import.meta.url));

interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Absent for what gzip does not make smaller. */
  readonly gzipped: Uint8Array<ArrayBuffer> | undefined;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const PAGE = 'index.html';
const NONCE = '__NONCE__';
const NOT_BUILT = 'The console is not built. Run `npm run build` and load this page again.\n';
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** `dir`: folder of the built console. */
export function consoleRoutes(dir: string = CONSOLE_DIR): Routes {
  let loading: Promise<ReadonlyMap<string, Asset>> | undefined;
  const assets = async () => {
    loading ??= load(dir);
    const found = await loading;
    // Not built yet: look again next time.
    if (!found.has(PAGE)) loading = undefined;
    return found;
  };
  return (app) => {
    app.get('/', (context) => context.redirect('/console/'));
    app.get('/console', (context) => context.redirect('/console/'));
    app.get('/console/*', async (context) => respond(context, await assets()));
  };
}

function respond(context: Context, assets: ReadonlyMap<string, Asset>): Response {
  const name = context.req.path.slice('/console/'.length);
  const asset = assets.get(name);
  if (asset !== undefined && name !== PAGE) return sendAsset(context, name, asset);
  if (name !== PAGE && isFile(name)) return context.text('Not found\n', 404, HEADERS);
  const page = assets.get(PAGE);
  return page === undefined ? context.text(NOT_BUILT, 503, HEADERS) : sendPage(context, page);
}

/** Addresses of the console may have dots in them (ARNs of executions), but then there is a folder before it. */
function isFile(name: string): boolean {
  return name.startsWith('assets/') || (!name.includes('/') && extname(name) !== '');
}

function sendAsset(context: Context, name: string, { type, bytes, gzipped, etag }: Asset): Response {
  const caching = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const headers = { ...HEADERS, 'Cache-Control': caching, ETag: etag, Vary: 'Accept-Encoding' };
  if (context.req.header('if-none-match') === etag) return context.body(null, 304, headers);
  const zips = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '');
  if (zips && gzipped !== undefined) {
    return context.body(gzipped, 200, { ...headers, 'Content-Type': type, 'Content-Encoding': 'gzip' });
  }
  return context.body(bytes, 200, { ...headers, 'Content-Type': type });
}

function sendPage(context: Context, { bytes }: Asset): Response {
  const nonce = randomBytes(16).toString('base64');
  const html = new TextDecoder().decode(bytes).replaceAll(NONCE, nonce);
  return context.body(html, 200, {
    ...HEADERS,
    'Content-Type': TYPES['.html'] as string,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy(nonce),
  });
}

/** `data:` and `blob:` images are pictures of graphs that the console makes for export. */
function policy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Every file of the folder by its path with slashes; none when the folder is not there. */
async function load(dir: string): Promise<ReadonlyMap<string, Asset>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const loaded = await Promise.all(
    paths.map(async (path) => [relative(dir, path).split(sep).join('/'), await loadAsset(path)] as const),
  );
  return new Map(loaded);
}

async function loadAsset(path: string): Promise<Asset> {
  const bytes = new Uint8Array(await readFile(path));
  const zipped = new Uint8Array(await promisify(gzip)(bytes));
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    bytes,
    gzipped: zipped.length < bytes.length ? zipped : undefined,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}
