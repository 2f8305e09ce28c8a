/** The doctor's report: `GET /api/admin/doctor`, and `npm run doctor -- --json`. */
import * as z from 'zod/mini';

/** `fix` is a command, or where to click; empty when the check is ok. */
const checkSchema = z.object({ id: z.string(), ok: z.boolean(), saw: z.string(), wanted: z.string(), fix: z.string() });
export type Check = z.infer<typeof checkSchema>;

/** An address that Twilio calls, to be tried from outside: a worker cannot reach itself as Twilio does. */
const outsideAddressSchema = z.object({ id: z.string(), method: z.enum(['GET', 'POST']), url: z.string() });
export type OutsideAddress = z.infer<typeof outsideAddressSchema>;

export const doctorReportSchema = z.object({
  ok: z.boolean(),
  checks: z.array(checkSchema),
  outside: z.array(outsideAddressSchema),
  /** What `POST /api/admin/doctor` has changed. */
  mended: z.array(z.string()),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
