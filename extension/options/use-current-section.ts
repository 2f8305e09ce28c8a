/** The section of the options that is being read: the first one in the upper part of the window. */
import { useEffect, useState } from 'preact/hooks';

/** The window below its sticky header, down to a third of its height. */
const readingArea = '-64px 0px -66% 0px';

export function useCurrentSection(ids: string[]): string {
  const [visible, setVisible] = useState<string[]>([]);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        setVisible((before) => {
          const now = new Set(before);
          for (const { target, isIntersecting } of entries) now[isIntersecting ? 'add' : 'delete'](target.id);
          return [...now];
        });
      },
      { rootMargin: readingArea },
    );
    for (const id of ids) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [ids.join()]);
  return ids.find((id) => visible.includes(id)) ?? ids[0] ?? '';
}
