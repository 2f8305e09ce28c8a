/** The steps of the setup as data, and what each says of itself. */
import type { Host } from './host.ts';

export type Step =
  | { is: 'buyNumber'; phoneNumber: string; monthly: string }
  | { is: 'createApp' }
  | { is: 'hostFallback' }
  | { is: 'createDatabase' }
  | { is: 'applyMigrations' }
  | { is: 'deploy' }
  /** `replaces`: keys of earlier runs, whose secret nobody has. */
  | { is: 'createKey'; replaces: string[] }
  | { is: 'putSettings' }
  | { is: 'pointApp' }
  | { is: 'pointNumber'; phoneNumber: string }
  | { is: 'allowCountries'; countries: string[] }
  | { is: 'verifyCallerId'; phone: string }
  | { is: 'addAgent'; name: string; phone: string | null };

export type UndoStep =
  | { is: 'releaseNumber'; phoneNumber: string; sid: string }
  | { is: 'restoreNumber'; phoneNumber: string; sid: string }
  | { is: 'restoreApp'; sid: string }
  | { is: 'deleteApp'; sid: string }
  | { is: 'deleteKey'; sid: string }
  | { is: 'removeFallback' }
  | { is: 'disallowCountries'; countries: string[] }
  | { is: 'deleteCallerId'; phone: string; sid: string }
  | { is: 'deleteWorker' }
  | { is: 'deleteDatabase'; name: string }
  | { is: 'cleanEnv'; names: string[] }
  | { is: 'forget' };

/** @param host where the backend runs; on this machine nothing is deployed. */
export function describeStep(step: Step, { name: host, servesAfterwards }: Pick<Host, 'name' | 'servesAfterwards'>): string {
  switch (step.is) {
    case 'buyNumber':
      return `Buy ${step.phoneNumber} at Twilio${step.monthly ? ` (${step.monthly} a month)` : ''}`;
    case 'createApp':
      return 'Create a TwiML App at Twilio';
    case 'hostFallback':
      return 'Have Twilio host a voicemail for calls that come while the backend is down';
    case 'createDatabase':
      return `Create the database (${host})`;
    case 'applyMigrations':
      return `Bring the database up to date (${host})`;
    case 'deploy':
      return servesAfterwards ? `Deploy the backend (${host})` : 'Take the address of the tunnel for the backend';
    case 'createKey':
      return step.replaces.length > 0
        ? 'Create an API key at Twilio, in place of the unfinished one'
        : 'Create a Standard API key at Twilio';
    case 'putSettings':
      return `Give the backend its settings (${servesAfterwards ? host : 'worker/.env'}), and keep PUBLIC_URL and ADMIN_TOKEN in .env`;
    case 'pointApp':
      return 'Point the TwiML App at the backend: Voice URL, fallback URL, status callback';
    case 'pointNumber':
      return `Point ${step.phoneNumber} at the backend: Voice URL, fallback URL, status callback`;
    case 'allowCountries':
      return `Allow calls to ${step.countries.join(', ')} at Twilio (numbers of low risk only)`;
    case 'verifyCallerId':
      return `Verify ${step.phone} as a caller ID: Twilio calls it and asks for a code`;
    case 'addAgent':
      return `Add the agent ${step.name}${step.phone ? ` with the own phone ${step.phone}` : ''}`;
  }
}

export function describeUndo(step: UndoStep, { servesAfterwards }: Pick<Host, 'servesAfterwards'>): string {
  switch (step.is) {
    case 'releaseNumber':
      return `Release ${step.phoneNumber}, which the setup bought: the number is lost`;
    case 'restoreNumber':
      return `Give ${step.phoneNumber} the URLs back that it had before`;
    case 'restoreApp':
      return 'Give the TwiML App the URLs back that it had before';
    case 'deleteApp':
      return 'Delete the TwiML App';
    case 'deleteKey':
      return `Delete the API key ${step.sid}`;
    case 'removeFallback':
      return 'Remove the hosted voicemail';
    case 'disallowCountries':
      return `Take back the permission to call ${step.countries.join(', ')}`;
    case 'deleteCallerId':
      return `Remove the verified caller ID ${step.phone}`;
    case 'deleteWorker':
      return servesAfterwards ? 'Delete the backend' : 'Remove the settings from worker/.env';
    case 'deleteDatabase':
      return `Delete the database ${step.name}, with agents and call log`;
    case 'cleanEnv':
      return `Remove ${step.names.join(' and ')} from .env`;
    case 'forget':
      return 'Delete the record of the setup';
  }
}
