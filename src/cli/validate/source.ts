/**
 * A definition as it was written: its JSON, and where in the text each value stands. JSON is taken as it is; YAML is
 * read by `yaml-source.ts`.
 */
import { parseJson } from '../../asl/validate/json-text.ts';
import type { SourceNode } from '../../asl/validate/source-tree.ts';
import { readJson } from '../../asl/validate/source-tree.ts';
import { readYaml } from './yaml-source.ts';

export type Source =
  | { readonly json: string; readonly root: SourceNode }
  /** JSON that cannot be read: validating it says why. */
  | { readonly json: string; readonly root?: undefined }
  | { readonly problem: SourceProblem };

/** Why YAML cannot be read. */
export interface SourceProblem {
  readonly message: string;
  readonly offset: number;
}

export function readSource(name: string, text: string): Source {
  if (isYaml(name, text)) return readYaml(text);
  return 'value' in parseJson(text) ? { json: text, root: readJson(text) } : { json: text };
}

/** By the name; what has no telling name is JSON when it begins like it. */
function isYaml(name: string, text: string): boolean {
  if (/\.ya?ml$/i.test(name)) return true;
  return !/\.json$/i.test(name) && !/^\s*([{["]|$)/.test(text);
}
