/** Parses the messages of a browser on the signalling socket. */
import { parseCustomParameters } from './custom-parameters.ts';

export type Incoming =
  | { type: 'listen'; token: string }
  | { type: 'register'; audio: boolean }
  | { type: 'invite'; callSid: string; sdp: string; parameters: Record<string, string>; reconnect: string | undefined }
  | { type: 'answer' | 'reinvite'; callSid: string; sdp: string }
  | { type: 'hangup' | 'reject'; callSid: string }
  | { type: 'dtmf'; callSid: string; keys: string }
  | { type: 'message'; callSid: string; voiceEventSid: string; content: unknown };

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Gives undefined for anything else, such as the echo of a heartbeat. */
export function parseFrame(text: string): Incoming | undefined {
  let frame: Fields;
  try {
    frame = fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
  const payload = fieldsOf(frame.payload);
  const callSid = textOf(payload.callsid);
  const sdp = textOf(payload.sdp);
  switch (frame.type) {
    case 'listen':
      return { type: 'listen', token: textOf(payload.token) };
    case 'register':
      return { type: 'register', audio: fieldsOf(payload.media).audio === true };
    case 'invite': {
      const parameters = parseCustomParameters(textOf(fieldsOf(payload.twilio).params));
      return { type: 'invite', callSid, sdp, parameters, reconnect: textOf(payload.reconnect) || undefined };
    }
    case 'answer':
    case 'reinvite':
      return { type: frame.type, callSid, sdp };
    case 'hangup':
    case 'reject':
      return { type: frame.type, callSid };
    case 'dtmf':
      return { type: 'dtmf', callSid, keys: textOf(payload.dtmf).replaceAll(/[^\d*#A-D]/gi, '') };
    case 'message':
      return { type: 'message', callSid, voiceEventSid: textOf(payload.voiceeventsid), content: payload.content };
    default:
      return undefined;
  }
}
