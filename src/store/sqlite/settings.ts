/** Small values kept in `meta` under `setting/`: the first value that is put stays. */
import type { DatabaseSync } from 'node:sqlite';
import { query } from './query.ts';

const GET = 'SELECT value FROM meta WHERE key = ?';
const PUT = 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING';

export function readSetting(db: DatabaseSync): (key: string) => string | undefined {
  const get = query<{ value: string }>(db, GET);
  return (key) => get.get(settingKey(key))?.value;
}

/** Puts the value unless there is one, and answers with the one that is stored. */
export function putSetting(db: DatabaseSync): (key: string, value: string) => string {
  const put = db.prepare(PUT);
  const get = readSetting(db);
  return (key, value) => {
    put.run(settingKey(key), value);
    return get(key) ?? value;
  };
}

function settingKey(key: string): string {
  return `setting/${key}`;
}
