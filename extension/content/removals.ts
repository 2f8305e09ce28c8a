/** Tells where a stretch of the page begins and ends now, when its edges were taken away or moved. */

export type Removals = {
  /** The first element of what has stayed from `edge` on; null where nothing has. */
  startAt(edge: Element): Element | null;
  /** The first element behind what has stayed before `edge`; null where there is none. */
  endAt(edge: Element): Element | null;
};

/** Between two nodes of `parent`: beside `sibling`, or at the edge of the parent where that is null. */
type Position = { sibling: Node | null; parent: Node };

/** @param records of everything that was taken away, in the order it went. */
export function lookAtRemovals(records: MutationRecord[]): Removals {
  const moved = records.some(({ removedNodes }) => [...removedNodes].some((node) => node.isConnected));
  const hasStayed = (element: Element) => element.isConnected && !moved;
  const after = once(() => positionsBeside(records, 'nextSibling'));
  const before = once(() => positionsBeside(records, 'previousSibling'));
  return {
    startAt(edge) {
      if (hasStayed(edge)) return edge;
      const position = positionOf(edge, after());
      if (!position) return edge;
      const { sibling, parent } = position;
      return sibling instanceof Element ? sibling : (nextOf(sibling) ?? firstBehind(parent));
    },
    endAt(edge) {
      if (hasStayed(edge)) return edge;
      const position = positionOf(edge, before());
      if (!position) return edge;
      const { sibling, parent } = position;
      return (sibling ? nextOf(sibling) : (parent as ParentNode & Node).firstElementChild) ?? firstBehind(parent);
    },
  };
}

/** Where each node that went would stand now. */
function positionsBeside(records: MutationRecord[], side: 'nextSibling' | 'previousSibling'): Map<Node, Position> {
  const positions = new Map<Node, Position>();
  // The last first: what a node stood beside when it went has stayed since then, or its own position is known by now.
  for (const record of records.toReversed()) {
    const { [side]: sibling, target: parent, removedNodes } = record;
    const position = positionOf(sibling ?? parent, positions) ?? { sibling, parent };
    for (const node of removedNodes) positions.set(node, position);
  }
  return positions;
}

/** Undefined for what is inside nothing that went. */
function positionOf(node: Node, positions: Map<Node, Position>): Position | undefined {
  for (let at: Node | null = node; at; at = at.parentNode) {
    const position = positions.get(at);
    if (position) return position;
  }
  return undefined;
}

function nextOf(node: Node | null): Element | null {
  return node instanceof Element || node instanceof CharacterData ? node.nextElementSibling : null;
}

/** The first element behind all that `parent` holds. */
function firstBehind(parent: Node): Element | null {
  for (let at: Node | null = parent; at; at = at.parentNode) if (nextOf(at)) return nextOf(at);
  return null;
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
