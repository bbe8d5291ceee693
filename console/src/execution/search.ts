/**
 * What a page shows of an execution, as it stands in its address: the view, and the one selection that all views share.
 * A selection is a state of this execution or of one nested in it, and there one visit of it.
 */

export const VIEWS = ['graph', 'tree', 'timeline', 'events'] as const;
export type View = (typeof VIEWS)[number];

export const PANEL_TABS = ['input', 'output', 'variables', 'steps', 'attempts', 'definition', 'events'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

export interface Selection {
  /** The execution that the state belongs to. */
  readonly arn: string;
  /** Absent: the execution itself. */
  readonly state?: string;
  /** Id of the …StateEntered event; absent: the last visit. */
  readonly visit?: number;
}

export interface PageSearch {
  readonly view?: View;
  readonly in?: string;
  readonly state?: string;
  readonly visit?: number;
  readonly tab?: PanelTab;
}

export type RawSearch = Readonly<Record<string, unknown>>;

export function readSearch(raw: RawSearch): PageSearch {
  const visit = Number(raw['visit']);
  return {
    view: VIEWS.find((view) => view === raw['view']),
    in: word(raw['in']),
    state: word(raw['state']),
    visit: Number.isSafeInteger(visit) && visit > 0 ? visit : undefined,
    tab: PANEL_TABS.find((tab) => tab === raw['tab']),
  };
}

/** The router reads `state=7` as a number. */
function word(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

export function selectionOf(search: PageSearch, pageArn: string): Selection | undefined {
  if (search.in === undefined && search.state === undefined) return undefined;
  return {
    arn: search.in ?? pageArn,
    ...(search.state !== undefined && { state: search.state }),
    ...(search.visit !== undefined && { visit: search.visit }),
  };
}

export function searchOf(
  selection: Selection | undefined,
  pageArn: string,
): Pick<PageSearch, 'in' | 'state' | 'visit'> {
  return {
    in: selection === undefined || selection.arn === pageArn ? undefined : selection.arn,
    state: selection?.state,
    visit: selection?.visit,
  };
}
