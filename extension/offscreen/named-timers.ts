/** Timers by name: setting a name again replaces the timer. */

export function createNamedTimers<Name extends string>() {
  const timers = new Map<Name, ReturnType<typeof setTimeout>>();
  const cancel = (name: Name) => {
    clearTimeout(timers.get(name));
    timers.delete(name);
  };

  return {
    cancel,
    set(name: Name, afterMs: number, run: () => void) {
      cancel(name);
      const fire = () => {
        timers.delete(name);
        run();
      };
      timers.set(name, setTimeout(fire, afterMs));
    },
  };
}
