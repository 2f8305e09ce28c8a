/** What agents, settings and Twilio's recordings did during a call: part of its history. */

export type CallAction =
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
  /** `client:` and the identity of an agent. */
  party: string | null;
  at: number;
};

export function insertAction(db: D1Database, { callSid, source, action, party, at }: LoggedAction): D1PreparedStatement {
  return db
    .prepare('INSERT INTO call_actions (call_sid, source, action, party, at) VALUES (?, ?, ?, ?, ?)')
    .bind(callSid, source, action, party, at);
}
