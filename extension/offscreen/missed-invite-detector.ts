/** Watches for the calls that the backend announces: an invitation that does not arrive shows that the registration went silent. */

/** From the announcement to the invitation; measured well below one second. */
const arrivalTimeoutMs = 4_000;

export function createMissedInviteDetector(onMissed: () => void) {
  const expected = new Map<string, ReturnType<typeof setTimeout>>();
  const arrivedSids = new Set<string>();
  const settle = (sid: string) => {
    clearTimeout(expected.get(sid));
    expected.delete(sid);
  };

  return {
    /** Announcement and invitation travel apart: the invitation may be here first. */
    expect(sid: string) {
      if (arrivedSids.has(sid) || expected.has(sid)) return;
      const late = () => {
        settle(sid);
        onMissed();
      };
      expected.set(sid, setTimeout(late, arrivalTimeoutMs));
    },
    arrived(sid: string) {
      arrivedSids.add(sid);
      settle(sid);
    },
    clear() {
      for (const sid of expected.keys()) settle(sid);
    },
  };
}
