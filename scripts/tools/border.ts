/** One row of the table of imports. */
export type Border = {
  /** Folders or files from the root. A file belongs to the longest one that holds it, and may always import that one. */
  places: string[];
  /** Folders (with everything below) or files. */
  may: string[];
  /** The same, for `import type` alone. */
  types?: string[];
  /** What to do in place of an import that is not allowed. */
  instead: string;
};
