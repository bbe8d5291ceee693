/**
 * Where each state of a definition stands. Names are unique in a whole machine, so a name is a position.
 * Definitions may come from anywhere: what is not of the right type is passed over.
 */

export type StateDefinition = Readonly<Record<string, unknown>>;

export interface ScopeDefinition {
  readonly StartAt?: string;
  readonly States?: Readonly<Record<string, StateDefinition>>;
  readonly QueryLanguage?: string;
}

export interface StatePosition {
  readonly name: string;
  readonly definition: StateDefinition;
  /** The Parallel or Map around it. */
  readonly container?: string;
  /** Number of the branch of a Parallel; 0 in a Map. */
  readonly branch: number;
  readonly queryLanguage: 'JSONPath' | 'JSONata';
}

export class DefinitionIndex {
  readonly #positions = new Map<string, StatePosition>();

  constructor(definition: ScopeDefinition | undefined) {
    if (definition !== undefined) this.#scope(definition, undefined, 0, languageOf(definition, 'JSONPath'));
  }

  get(name: string): StatePosition | undefined {
    return this.#positions.get(name);
  }

  get size(): number {
    return this.#positions.size;
  }

  #scope(
    scope: ScopeDefinition,
    container: string | undefined,
    branch: number,
    inherited: StatePosition['queryLanguage'],
  ): void {
    for (const [name, definition] of statesOf(scope)) {
      const queryLanguage = languageOf(definition, inherited);
      this.#positions.set(name, {
        name,
        definition,
        ...(container !== undefined && { container }),
        branch,
        queryLanguage,
      });
      innerScopes(definition).forEach((inner, i) => {
        this.#scope(inner, name, i, inherited);
      });
    }
  }
}

export function statesOf(scope: ScopeDefinition): [string, StateDefinition][] {
  const { States } = scope;
  if (!isRecord(States)) return [];
  return Object.entries(States).filter((entry): entry is [string, StateDefinition] => isRecord(entry[1]));
}

/** The branches of a Parallel or the processor of a Map, in order. */
export function innerScopes(state: StateDefinition): ScopeDefinition[] {
  const { Type, Branches } = state;
  if (Type === 'Parallel') return Array.isArray(Branches) ? Branches.filter(isRecord) : [];
  const processor = state['ItemProcessor'] ?? state['Iterator'];
  return Type === 'Map' && isRecord(processor) ? [processor] : [];
}

/** Parses a definition's text; undefined when it is not a JSON object. */
export function parseDefinition(definition: string | undefined): ScopeDefinition | undefined {
  try {
    const value: unknown = JSON.parse(definition ?? '');
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function languageOf(owner: { readonly QueryLanguage?: unknown }, inherited: StatePosition['queryLanguage']) {
  const { QueryLanguage } = owner;
  return QueryLanguage === 'JSONata' || QueryLanguage === 'JSONPath' ? QueryLanguage : inherited;
}
