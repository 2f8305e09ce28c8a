/** Routes of the control port for the simulated phones: settings, report, and the actions of a person. */
import { upgradeWebSocket } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import type { WebSocket } from 'ws';
import type { TwilioContext } from '../context.ts';
import { manualBehaviour } from '../phones/behaviour.ts';
import { placeInbound } from '../phones/inbound.ts';
import { isE164 } from '../phones/phone-book.ts';
import type { Phone } from '../phones/phone.ts';
import type { ControlEnvironment } from './control-environment.ts';
import { attachPageAudio } from './page-audio.ts';
import { behaviourSettings, callSettings, keySettings, newPhoneSettings, parseSettings } from './settings.ts';

type PhoneContext = Context<ControlEnvironment>;

function checkNumber(number: string): string {
  if (!isE164(number)) throw new Error(`"${number}" is not an E.164 number such as +966555010142.`);
  return number;
}

/** The phone's state, and its measurements since the last PUT. */
function reportOf(phone: Phone): Record<string, unknown> {
  const { status, digits, lastSpeech } = phone.state;
  return { status, ...phone.audio.meter.read(), digits, ...(lastSpeech ? { words: lastSpeech } : {}) };
}

/** The report, or 409 with the reason when the phone's status does not allow the action. */
function respond(c: PhoneContext, phone: Phone, done: boolean, error: string): Response {
  return done ? c.json(reportOf(phone)) : c.json({ error }, 409);
}

function addPhone(c: PhoneContext, { phones, events }: TwilioContext): Response {
  const { number, name } = parseSettings(newPhoneSettings, c.get('body'), 'A phone');
  const checked = checkNumber(number ?? '');
  if (phones.find(checked)) return c.json({ error: `${checked} is there already.` }, 409);
  phones.add(checked, { name: name ?? checked }, manualBehaviour);
  events.record('phone', { number: checked, status: 'idle' });
  return c.json({ number: checked }, 201);
}

/** The routes of one phone; `+` in its path may be raw or percent-encoded. */
export function createPhoneRoutes(context: TwilioContext): Hono<ControlEnvironment> {
  const phoneOf = (c: PhoneContext) => context.phones.get(checkNumber(c.req.param('number') ?? ''));

  function hangUp(c: PhoneContext): Response {
    const phone = phoneOf(c);
    return respond(c, phone, phone.hangUp(), 'The phone is idle.');
  }

  return new Hono<ControlEnvironment>()
    .post('/', (c) => addPhone(c, context))
    .get('/:number', (c) => c.json(reportOf(phoneOf(c))))
    .put('/:number', (c) => {
      const phone = phoneOf(c);
      phone.configure(parseSettings(behaviourSettings, c.get('body'), 'A phone'));
      return c.json(reportOf(phone));
    })
    .post('/:number/answer', (c) => {
      const phone = phoneOf(c);
      return respond(c, phone, phone.answer(), 'The phone is not ringing.');
    })
    .post('/:number/hangup', hangUp)
    .post('/:number/decline', hangUp)
    .post('/:number/keys', (c) => {
      const phone = phoneOf(c);
      const { digits } = parseSettings(keySettings, c.get('body'), 'Keys');
      return respond(c, phone, phone.pressKeys(digits), 'The phone is not in a call.');
    })
    .post('/:number/call', (c) => {
      const { to } = parseSettings(callSettings, c.get('body'), 'A call');
      const result = placeInbound(context, phoneOf(c).number, to ?? undefined);
      return result.is === 'placed' ? c.json({ callSid: result.callSid }) : c.json({ error: result.why }, 409);
    })
    .get(
      '/:number/audio',
      upgradeWebSocket((c) => {
        const phone = phoneOf(c as PhoneContext);
        return { onOpen: (_, { raw }) => attachPageAudio(phone, raw as WebSocket, context.events) };
      }),
    );
}
