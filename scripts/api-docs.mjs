#!/usr/bin/env node
/** Writes docs/api.md and docs/tree-api.md. Needs the Node of node_modules or newer, as it reads TypeScript: `npx node scripts/api-docs.mjs`. */
import { writeFileSync } from 'node:fs';
import { apiPage } from './lib/api-page.ts';
import { treeApiPage } from './lib/tree-api-page.ts';

writeFileSync(new URL('../docs/api.md', import.meta.url), apiPage());
writeFileSync(new URL('../docs/tree-api.md', import.meta.url), treeApiPage());
