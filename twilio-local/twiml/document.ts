/** Fetches and parses a TwiML document. */
import type { Call } from '../calls/call.ts';
import { requestParameters } from '../calls/request-parameters.ts';
import type { TwilioContext } from '../context.ts';
import { parseXml, type Element } from './xml.ts';

/** The source of TwiML: a URL, or the text of a REST call. */
export type TwimlSource = { url: string; method: 'GET' | 'POST'; extra?: Record<string, string> } | { twiml: string };

export type TwimlDocument = { verbs: Element[]; url: string };

/** An unusable document, with Twilio's error code: https://www.twilio.com/docs/api/errors */
export type TwimlFailure = { code: number; message: string };

export const isFailure = (value: TwimlDocument | TwimlFailure): value is TwimlFailure => 'code' in value;

function parse(text: string, url: string): TwimlDocument | TwimlFailure {
  try {
    const root = parseXml(text);
    if (root.name !== 'Response') return { code: 12100, message: `The root element is <${root.name}>, not <Response>.` };
    return { verbs: root.children, url };
  } catch (error) {
    return { code: 12100, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Failures: 11205 no response, 11200 an error status, 12300 a content type that is not XML, 12100 not well-formed or not TwiML. */
export async function readDocument(context: TwilioContext, call: Call, source: TwimlSource): Promise<TwimlDocument | TwimlFailure> {
  if ('twiml' in source) return parse(source.twiml, '');
  const parameters = { ...call.parameters, ...requestParameters(context, call), ...source.extra };
  try {
    const answer = await context.webhooks.fetchTwiml({ url: source.url, method: source.method, parameters });
    if (answer.status < 200 || answer.status > 299) return { code: 11200, message: `The server answered ${answer.status}.` };
    if (!/^(text|application)\/([\w.]+\+)?xml\b/.test(answer.contentType)) {
      return { code: 12300, message: `The server answered with content type "${answer.contentType}".` };
    }
    return parse(answer.body, source.url);
  } catch (error) {
    return { code: 11205, message: error instanceof Error ? error.message : String(error) };
  }
}
