/** The file that shows an execution without a server. */
import { expect, test } from 'vitest';
import type { ExecutionDocument } from '../offline.ts';
import { standaloneHtml } from './standalone-html.ts';

test('hostile names and payloads stay data', () => {
  const saved = { executionArn: '</script><script>alert(1)</script><!--' } as ExecutionDocument;
  const html = standaloneHtml({ title: '<b>"&', script: 'x="</script>"', style: 'a{}', saved });
  expect(html).toContain('<title>&#60;b&#62;&#34;&#38;</title>');
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  const data = /id="saved-execution">(.*)<\/script>/.exec(html)?.[1];
  expect(JSON.parse(data!)).toEqual(saved);
});
