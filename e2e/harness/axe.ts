/** Runs axe-core in a page or in the frame of a card. */
import axe from 'axe-core';
import type { Frame, Page } from '@playwright/test';

/** A card is a part of somebody else's page: the page has the main landmark and the heading. */
const rulesOfWholePages = ['landmark-one-main', 'page-has-heading-one'];

/** WCAG 2.5.8: a target measures 24 px, or has that much room to the next one. axe-core leaves the rule out by default. */
const targetSize = 'target-size';

/** One line for each element that breaks a rule: `rule: element`. */
export async function axeViolations(where: Page | Frame): Promise<string[]> {
  const isFrame = !('mouse' in where);
  await where.evaluate(axe.source);
  return where.evaluate(
    async ([off, on]) => {
      // A colour on its way to another has no contrast of its own; in a tab behind others it never arrives.
      for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
      const rules = Object.fromEntries([...off.map((rule) => [rule, { enabled: false }]), [on, { enabled: true }]]);
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        rules,
        resultTypes: ['violations'],
      });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    },
    [isFrame ? rulesOfWholePages : [], targetSize] as const,
  );
}
