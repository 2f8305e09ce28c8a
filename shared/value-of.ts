/** The record's own value under `key`. Hosts are keys, and a host may be called `constructor`. */
export function valueOf<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
