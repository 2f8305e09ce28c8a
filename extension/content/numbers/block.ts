/** An element that is laid out as a block, or a shadow root with text in no such element. */
export type Block = Element | ShadowRoot;
