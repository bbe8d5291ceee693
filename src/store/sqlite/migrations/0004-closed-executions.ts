/**
 * Closed executions in the order of their end, for retention: the next one that is old enough is found at once, however
 * many there are. Entries are added at the end, as time goes on, so one costs little (see docs/operations.md).
 */
export const sql = `
CREATE INDEX executions_by_stop ON executions (stop_ms, id) WHERE stop_ms IS NOT NULL;
`;
