/** Calls that the backend says ring here: one whose invitation does not come tells that the line has gone silent. */

/** From the backend's word to the invitation; measured well below one second. */
const timeoutMs = 4_000;

export function createInviteWatch(missing: () => void) {
  const expected = new Map<string, ReturnType<typeof setTimeout>>();
  const seen = new Set<string>();
  const settle = (sid: string) => {
    clearTimeout(expected.get(sid));
    expected.delete(sid);
  };

  return {
    /** The two come by different ways: the invitation may be here first. */
    expect(sid: string) {
      if (seen.has(sid) || expected.has(sid)) return;
      const late = () => {
        settle(sid);
        missing();
      };
      expected.set(sid, setTimeout(late, timeoutMs));
    },
    saw(sid: string) {
      seen.add(sid);
      settle(sid);
    },
    forget() {
      for (const sid of expected.keys()) settle(sid);
    },
  };
}
