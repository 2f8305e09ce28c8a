/**
 * The voices of <Say> by language: the Arabic ones in full, and the usual English ones.
 * Twilio has more languages; add one here before a document uses it. https://www.twilio.com/docs/voice/twiml/say/text-speech#available-voices-and-languages
 */
const chirp = (language: string) =>
  ['Aoede', 'Charon', 'Fenrir', 'Kore', 'Leda', 'Orus', 'Puck', 'Zephyr'].map((name) => `Google.${language}-Chirp3-HD-${name}`);
const google = (language: string, letters: string) =>
  ['Standard', 'Wavenet'].flatMap((kind) => letters.split('').map((letter) => `Google.${language}-${kind}-${letter}`));

const basicVoices = ['man', 'woman', 'alice'];

const voicesByLanguage: Record<string, readonly string[]> = {
  arb: ['Polly.Zeina'],
  'ar-AE': ['Polly.Hala-Neural', 'Polly.Zayd-Neural'],
  'ar-XA': [...google('ar-XA', 'ABCD'), ...chirp('ar-XA')],
  'en-US': [
    ...basicVoices,
    ...['Joanna', 'Matthew', 'Kendra', 'Kimberly', 'Salli', 'Joey', 'Justin', 'Ivy'].flatMap((name) => [
      `Polly.${name}`,
      `Polly.${name}-Neural`,
    ]),
  ],
  'en-GB': [...basicVoices, ...['Amy', 'Emma', 'Brian'].flatMap((name) => [`Polly.${name}`, `Polly.${name}-Neural`])],
};

export type VoiceProblem = { code: number; message: string };

/** The first problem of the attributes `voice` and `language` of a <Say>. Without a voice, the account's default speaks. */
export function voiceProblemOf({ voice, language }: Record<string, string | undefined>): VoiceProblem | undefined {
  if (language !== undefined && !Object.hasOwn(voicesByLanguage, language)) {
    return { code: 12200, message: `<Say> has the unknown language "${language}".` };
  }
  if (voice === undefined) return undefined;
  const known = language === undefined ? Object.values(voicesByLanguage).flat() : (voicesByLanguage[language] ?? []);
  if (known.includes(voice)) return undefined;
  const where = language === undefined ? '' : ` for the language "${language}"`;
  return { code: 13511, message: `<Say> has the unknown voice "${voice}"${where}.` };
}
