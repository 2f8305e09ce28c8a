/** What agents, settings and Twilio's recordings did during a call: part of its history. */

export type CallAction =
  | 'held'
  | 'resumed'
  | 'transfer-sent'
  | 'transfer-asked'
  | 'transfer-completed'
  | 'transfer-cancelled'
  | 'transfer-merged'
  | 'recording-started'
  | 'recording-paused'
  | 'recording-resumed'
  | 'recording-stopped'
  | 'recording-ready'
  | 'recording-absent';

export type LoggedAction = {
  callSid: string;
  source: 'agent' | 'rules' | 'recording';
  action: CallAction;
  /** `client:` and the identity of an agent, a number, or `voicemail`: who did it, or to whom the call goes. */
  party: string | null;
  at: number;
};

export function insertAction(db: D1Database, { callSid, source, action, party, at }: LoggedAction): D1PreparedStatement {
  return db
    .prepare('INSERT INTO call_actions (call_sid, source, action, party, at) VALUES (?, ?, ?, ?, ?)')
    .bind(callSid, source, action, party, at);
}

/** What an agent did. @param party the agent, or to whom the call goes. */
export async function saveAgentAction(db: D1Database, callSid: string, action: CallAction, party: string): Promise<void> {
  await insertAction(db, { callSid, source: 'agent', action, party, at: Date.now() }).run();
}

/** To whom the call goes: the colleague whose phone or browser it rings, a number, or `voicemail`. */
export const targetParty = ({ target, toAgent }: { target: string; toAgent: string | null }) =>
  toAgent === null ? target : `client:${toAgent}`;
