/** An HTTP response with TwiML. */

export function twimlResponse(twiml: string): Response {
  return new Response(twiml, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
}
