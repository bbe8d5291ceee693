/** What a path or template is evaluated against: `root` is `$`; the context object and variables come from `env`. */
import type { Env } from '../flow.ts';
import type { Payload } from '../payload.ts';

export interface Scope {
  readonly root: Payload;
  readonly env: Env;
}
