/**
 * An element that is laid out as a block, or a shadow root with text in no such element. In one with too many children, each
 * line of text directly in it is a block, which the first text node of the line stands for.
 */
export type Block = Element | ShadowRoot | Text;
