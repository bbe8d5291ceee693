/**
 * One HTML file with the viewer and the executions in it: opens without a server and without a network. Data and script
 * stand in elements of their own; whatever they contain cannot end them, because `<` is written as an escape there.
 */
import type { ExecutionDocument } from '../offline.ts';

interface StandaloneParts {
  readonly title: string;
  readonly script: string;
  readonly style: string;
  readonly saved: ExecutionDocument;
}

export function standaloneHtml({ title, script, style, saved }: StandaloneParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<title>${escapeHtml(title)}</title>
<style>${style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<div id="root"></div>
<script type="application/json" id="saved-execution">${JSON.stringify(saved).replaceAll('<', '\\u003c')}</script>
<script>${script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')}</script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
