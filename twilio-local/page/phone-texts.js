/** The texts about one phone: its name, its state, its voice. */
import { showNumber } from './numbers.js';
import { language, sentence, text } from './texts.js';

export const nameOf = (phone) => (language === 'ar' ? phone.nameAr : undefined) ?? phone.name ?? showNumber(phone.number).text;

/** The status, or `dead` for a number that is not in service. */
export const stateOf = (phone) => (phone.status === 'idle' && phone.behaviour.answer === 'invalid' ? 'dead' : phone.status);

export const formatDuration = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

function voiceOf(phone) {
  if (phone.person) return sentence.person;
  return phone.behaviour.answer === 'voicemail' ? sentence.machine : sentence[phone.behaviour.audio];
}

function describeIdle({ behaviour: { answer }, last }) {
  if (last && answer === 'voicemail' && last.answered) return sentence.lastMessage(formatDuration(last.seconds));
  if (last && answer === 'manual') return last.answered ? sentence.last(formatDuration(last.seconds)) : text('missed');
  return text(`idle-${answer}`);
}

export function describe(phone) {
  // The local Twilio knows the identity of a browser's agent, and no name.
  const other = phone.identity ? sentence.browser : phone.other ? showNumber(phone.other).text : '';
  switch (phone.status) {
    case 'ringing':
      return phone.own ? sentence.ringsFirst() : sentence.rings(showNumber(phone.other).text);
    case 'calling':
      return sentence.calls(other);
    case 'in-call':
      return sentence.talks(other, voiceOf(phone));
    default:
      return describeIdle(phone);
  }
}
