/** Commands about the agent's own phone. */
import { askPhoneCode, savePhone, removePhone } from '../line/own-phone-number.ts';
import type { Handlers } from './handlers.ts';

export const ownPhoneCommands = {
  askPhoneCode: ({ phone }) => askPhoneCode(phone),
  savePhone: ({ code }) => savePhone(code),
  removePhone,
} satisfies Partial<Handlers>;
