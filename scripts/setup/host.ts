/** Where the backend runs, as the setup sees it. */

export type Host = {
  /** For people: "Cloudflare", "this machine". */
  name: string;
  /** Whether agents can be added right after the setup. */
  servesAfterwards: boolean;
  /** Checks the login and chooses the account; throws with the next step where that fails. @returns who it is. */
  prepare(): Promise<string>;
  /** Name under which the database is created. */
  databaseName: string;
  /** Whether the backend is bound to a database that exists. */
  findDatabase(): Promise<boolean>;
  /** Whether there is a database, or a backend, of the name that the setup would use: such a one was not made by it. */
  databaseExists(): Promise<boolean>;
  workerExists(): Promise<boolean>;
  /** Takes over a database of that name. */
  createDatabase(): Promise<void>;
  applyMigrations(): Promise<void>;
  /** @returns the address at which the backend answers. */
  deploy(): Promise<string>;
  /** Adds to the settings that are there, all in one request. */
  putSettings(settings: Record<string, string>): Promise<void>;
  deleteWorker(): Promise<void>;
  deleteDatabase(): Promise<void>;
};
