/** Small named things that belong to something bigger: see ResourceRow in store.ts. Listed by scope, in order. */
export const sql = `
CREATE TABLE resources (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  scope TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX resources_by_scope ON resources (kind, scope, position, key);
`;
