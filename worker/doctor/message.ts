/** Sentences of the doctor by their keys, so that one finding can be read in each language. */
import type { Check } from '../../shared/doctor.ts';
import type { Language } from '../../shared/language.ts';
import { arabic } from './doctor-texts-arabic.ts';
import { english, type DoctorText } from './doctor-texts-english.ts';

export const doctorTexts = { en: english, ar: arabic };

/** A value as it is, as an address; a sentence; or several. */
export type Message = string | { text: DoctorText; values: Readonly<Record<string, Message>> } | readonly Message[];

/** A check before it has a language. */
export type Finding = Omit<Check, 'saw' | 'wanted' | 'fix'> & { saw: Message; wanted: Message; fix: Message };

export const message = (text: DoctorText, values: Readonly<Record<string, Message>> = {}): Message => ({ text, values });

export function formatMessage(given: Message, language: Language): string {
  const words = join(given, language);
  return language === 'ar' ? isolateLatin(words) : words;
}

export const formatFinding = ({ id, ok, saw, wanted, fix }: Finding, language: Language): Check => ({
  id,
  ok,
  saw: formatMessage(saw, language),
  wanted: formatMessage(wanted, language),
  fix: formatMessage(fix, language),
});

function join(given: Message, language: Language): string {
  if (typeof given === 'string') return given;
  if (!('text' in given)) return given.map((each) => join(each, language)).join(language === 'ar' ? '؛ ' : '; ');
  const { text, values } = given;
  return doctorTexts[language][text].replaceAll(/\{(\w+)\}/g, (_, name: string) => join(values[name] ?? '', language));
}

/** Commands and addresses keep their order within an Arabic sentence. */
const isolateLatin = (words: string) => words.replaceAll(/[\w+-][ -~]*[\w/]|\w/g, '\u2066$&\u2069');
