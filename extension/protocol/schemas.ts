/** Schemas that several kinds of messages share. */
import * as z from 'zod/mini';
import { e164Schema } from '../../shared/api.ts';

export const text = (max: number) => z.string().check(z.maxLength(max));
export const country = z.string().check(z.regex(/^[A-Z]{2}$/));
export const callId = z.uuid();
/** 128 random bits in hex: names one frame of a card. */
export const nonce = z.string().check(z.regex(/^[0-9a-f]{32}$/));
export const edge = z.number().check(z.minimum(0), z.maximum(10_000));
export const keys = z.string().check(z.regex(/^[0-9*#w]{1,64}$/));

/** A number of the page, for people who cannot see its mark. `context` is the text around the number. */
export const pageNumberSchema = z.object({
  written: text(100),
  /** The target of its `tel:` link. */
  href: z.optional(text(100)),
  /** Null where the country is not sure. */
  number: z.nullable(e164Schema),
  country: z.nullable(country),
  context: text(200),
  /** The contact's name on the page. */
  name: z.optional(text(60)),
});
export type PageNumber = z.infer<typeof pageNumberSchema>;
