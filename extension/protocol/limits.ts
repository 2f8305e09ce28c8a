/** Limits of the texts in one message: both sides know them, and the content script bundles no schema. */

/** In UTF-16 units. A longer text is sent in parts. */
export const maxTextLength = 8000;
/** Of all texts together. */
export const maxMessageLength = 64_000;
