import { expect, test } from 'vitest';
import { doneSteps } from './first-steps.js';

const team = '+966112000199';
const customer = '+966555010142';
const ownPhone = '+966500000001';
const answeredAt = '2026-11-21T10:00:00Z';
const phones = [{ number: customer }, { number: ownPhone, own: true }];
const stepsAfter = (...calls: object[]) => doneSteps({ calls, phones, numbers: [team] });

const placed = { callSid: 'CA1', from: 'client:omar', to: customer };
const toCustomer = { callSid: 'CA2', parentCallSid: 'CA1', from: team, to: customer };
const toTeam = { callSid: 'CA3', from: customer, to: team, answeredAt };
const toBrowser = { callSid: 'CA4', parentCallSid: 'CA3', from: customer, to: 'client:omar' };
const toOwnPhone = { callSid: 'CA5', from: team, to: ownPhone };

test.each([
  { title: 'nothing', calls: [], done: [] },
  { title: 'a call that nobody answers', calls: [placed, toCustomer], done: ['call'] },
  { title: 'a call that the customer answers', calls: [placed, { ...toCustomer, answeredAt }], done: ['call', 'answer'] },
  { title: 'an incoming call that rings', calls: [toTeam, toBrowser], done: [] },
  { title: 'an incoming call that the browser answers', calls: [toTeam, { ...toBrowser, answeredAt }], done: ['incoming'] },
  { title: 'a probe of the browser', calls: [{ callSid: 'CA6', from: team, to: 'client:omar', answeredAt }], done: [] },
  { title: 'an own phone that rings', calls: [toOwnPhone], done: [] },
  { title: 'an own phone that answers', calls: [{ ...toOwnPhone, answeredAt }], done: ['ownPhone'] },
])('$title', ({ calls, done }) => {
  expect(stepsAfter(...calls)).toEqual(done);
});
