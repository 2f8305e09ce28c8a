/** The worker's TwiML, judged by the local Twilio's tables of elements, attributes and voices. */
import { expect, test } from 'vitest';
import { problemsOf } from '../twilio-local/twiml/check-elements.ts';
import { parseXml } from '../twilio-local/twiml/xml.ts';
import { dialNumber, gatherKey, recordVoicemail, ringClients, sayAndHangUp, sayTwice } from '../worker/twilio/twiml.ts';

const url = 'https://backend.example/next';
const dial = { callerId: '+966112000100', statusUrl: url, actionUrl: url };
const problemsIn = (document: string) => problemsOf(parseXml(document).children);

test.each(['en', 'ar'] as const)('what callers hear in "%s" has a documented voice and language', (language) => {
  const prompt = { text: 'One', language };
  const documents = [
    sayAndHangUp(prompt),
    sayTwice(prompt),
    gatherKey(prompt, url),
    recordVoicemail(prompt, { actionUrl: url, recordingUrl: url }),
  ];
  for (const document of documents) {
    expect(document).toContain('One</Say>');
    expect(problemsIn(document)).toEqual([]);
  }
});

test('calls and rings are dialled with documented attributes', () => {
  const clients = [{ identity: 'omar', parameters: { log: '7' } }];
  for (const document of [dialNumber({ ...dial, number: '+966555010142', ext: '12' }), ringClients(clients, { ...dial, seconds: 15 })]) {
    expect(document).toContain('<Dial ');
    expect(problemsIn(document)).toEqual([]);
  }
});

test('a misspelled voice is a problem', () => {
  const document = sayAndHangUp({ text: 'One', language: 'ar' });
  const misspelled = document.replace(/voice="Polly\.(\w)/, 'voice="Polly.X$1');
  expect(misspelled).not.toBe(document);
  expect(problemsIn(misspelled)).toMatchObject([{ code: 13511 }]);
});
