/** Tells what stands now where elements of the page stood before they were taken away or moved. */

/**
 * @param removals everything that was taken away, in the order it went.
 * @returns for each element the one that follows where it was: null where none does, itself where it has stayed.
 */
export function followersAfter(removals: MutationRecord[]): (element: Element) => Element | null {
  const followers = new Map<Node, Element | null>();
  let moved = false;

  /** Undefined for what is inside nothing that went. */
  function followerOf(node: Node): Element | null | undefined {
    for (let at: Node | null = node; at; at = at.parentNode) if (followers.has(at)) return followers.get(at);
    return undefined;
  }

  // The last first: whatever came next has stayed since then, or it is known by now what follows it.
  for (const { removedNodes, nextSibling, target } of removals.toReversed()) {
    const follower = followerOf(nextSibling ?? target);
    const next = follower === undefined ? firstElementFrom(nextSibling, target) : follower;
    for (const node of removedNodes) {
      followers.set(node, next);
      moved ||= node.isConnected;
    }
  }
  return (element) => {
    if (element.isConnected && !moved) return element;
    const follower = followerOf(element);
    return follower === undefined && element.isConnected ? element : (follower ?? null);
  };
}

/** The first element in the order of the document from `node` on, or from the end of `parent` where that is null. */
function firstElementFrom(node: Node | null, parent: Node): Element | null {
  if (node instanceof Element) return node;
  if (node instanceof CharacterData && node.nextElementSibling) return node.nextElementSibling;
  for (let above = parent; above instanceof Element; above = above.parentNode!)
    if (above.nextElementSibling) return above.nextElementSibling;
  return null;
}
