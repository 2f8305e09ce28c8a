/** TwiML as an answer to Twilio. */

export function twimlResponse(twiml: string): Response {
  return new Response(twiml, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
}
