import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createWebApp } from './app.ts';
import { consoleRoutes } from './console.ts';

const dir = mkdtempSync(join(tmpdir(), 'stairwell-console-'));
mkdirSync(join(dir, 'built', 'assets'), { recursive: true });
writeFileSync(join(dir, 'secret.txt'), 'secret');
writeFileSync(join(dir, 'built', 'index.html'), '<meta name="csp-nonce" content="__NONCE__">');
writeFileSync(join(dir, 'built', 'theme.js'), 'theme()');
writeFileSync(join(dir, 'built', 'assets', 'index-1a2b.js'), `main("${'long '.repeat(100)}")`);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const app = createWebApp([consoleRoutes(join(dir, 'built'))]);
const header = (answer: Response, name: string) => answer.headers.get(name);

describe('the console', () => {
  it.each(['/', '/console'])('is where %s leads', async (path) => {
    const answer = await app.request(path);
    expect([answer.status, header(answer, 'location')]).toEqual([302, '/console/']);
  });

  it.each(['/console/', '/console/executions', '/console/executions/arn:aws:states:eu-west-1:1:execution:A.js:b.js'])(
    'is the page at %s',
    async (path) => {
      const answer = await app.request(path);
      expect([answer.status, header(answer, 'content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    },
  );

  it('is refused everything by its policy but what this server sent', async () => {
    const answer = await app.request('/console/');
    const policy = header(answer, 'content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'; script-src 'self'; style-src 'self' 'nonce-");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(header(answer, 'x-content-type-options')).toBe('nosniff');
  });

  it('has another nonce each time, the same in page and policy', async () => {
    const answers = [await app.request('/console/'), await app.request('/console/')];
    const nonces = answers.map(
      (answer) => /'nonce-([^']+)'/.exec(header(answer, 'content-security-policy') ?? '')?.[1],
    );
    expect(new Set(nonces).size).toBe(2);
    expect(await answers[0]?.text()).toContain(`content="${nonces[0]}"`);
    expect(header(answers[0] as Response, 'cache-control')).toBe('no-store');
  });

  it('may keep files with a hash in their name for ever, and asks for others again', async () => {
    const hashed = await app.request('/console/assets/index-1a2b.js');
    expect(header(hashed, 'cache-control')).toBe('public, max-age=31536000, immutable');
    const plain = await app.request('/console/theme.js');
    expect([await plain.text(), header(plain, 'cache-control')]).toEqual(['theme()', 'no-cache']);
  });

  it('has compressed files for those who take them', async () => {
    const path = '/console/assets/index-1a2b.js';
    const zipped = await app.request(path, { headers: { 'accept-encoding': 'br, gzip' } });
    expect(header(zipped, 'content-encoding')).toBe('gzip');
    expect(header(await app.request(path), 'content-encoding')).toBeNull();
  });

  it('answers 304 to who has the file already', async () => {
    const etag = header(await app.request('/console/theme.js'), 'etag') ?? '';
    const again = await app.request('/console/theme.js', { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each(['/console/assets/nothing.js', '/console/nothing.css', '/console/assets/../../secret.txt'])(
    'has no file %s',
    async (path) => {
      expect((await app.request(path)).status).toBe(404);
    },
  );

  it.each(['/console/..%2fsecret.txt', '/console/%2e%2e/secret.txt', '/console/assets/..%2f..%2fsecret.txt'])(
    'gives nothing outside of its folder at %s',
    async (path) => {
      expect(await (await app.request(path)).text()).not.toContain('secret');
    },
  );

  it('says how to build it when it is not', async () => {
    const answer = await createWebApp([consoleRoutes(join(dir, 'absent'))]).request('/console/');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build');
  });
});
