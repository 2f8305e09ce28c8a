/** The demo: the agent, the team's number, and the simulated phones of the demo CRM's first contacts. */
import type { PhoneOption } from '../../twilio-local/main.ts';

export const demoAgent = { name: 'Omar Saleh', phone: '+966500000177' };
/** The number that customers call and see. */
export const teamNumber = '+966112000100';
/** Egypt is left out on purpose, so that a newcomer can see a call refused. */
export const demoCountries = 'SA,AE,GB,US,JO,QA';

/** One phone per behaviour. A phone without one rings until a person answers it on the page of simulated phones. */
export const demoPhones: PhoneOption[] = [
  { number: '+966555010142', name: 'Noura Al-Harbi', nameAr: 'نورة الحربي' },
  { number: '+971505550119', name: 'Khalid Mansour', nameAr: 'خالد منصور', behaviour: { answer: 'yes', afterMs: 3000 } },
  { number: '+442079460142', name: 'Emma Whitfield', nameAr: 'إيما ويتفيلد' },
  { number: '+14155550132', name: 'Daniel Ortiz', nameAr: 'دانيال أورتيز', behaviour: { answer: 'voicemail' } },
  { number: demoAgent.phone, name: 'Omar’s own phone', nameAr: 'جوال عمر', own: true },
  { number: '+962790001234', name: 'Yousef Haddad', nameAr: 'يوسف حداد', behaviour: { answer: 'busy' } },
  { number: '+201000550147', name: 'Layla Farouk', nameAr: 'ليلى فاروق', behaviour: { answer: 'no' } },
  { number: '+97433001234', name: 'Hamad Al-Kuwari', nameAr: 'حمد الكواري', behaviour: { answer: 'invalid' } },
];
