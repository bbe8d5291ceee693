/**
 * What looking at and operating whole trees needs. The index finds executions by status alone; it does not hold those
 * that succeeded, so an execution that starts and succeeds within one batch costs nothing.
 */
export const sql = `
ALTER TABLE executions ADD COLUMN forked_from_arn TEXT;
ALTER TABLE executions ADD COLUMN forked_from_state TEXT;

CREATE INDEX executions_not_succeeded ON executions (status, id) WHERE status <> 'SUCCEEDED';
`;
