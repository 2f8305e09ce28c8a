/** Commands about the agent's own phone. */
import { askPhoneCode, keepPhone, removePhone } from '../line/own-phone-number.ts';
import type { Handlers } from './handlers.ts';

export const ownPhoneCommands = {
  askPhoneCode: ({ phone }) => askPhoneCode(phone),
  keepPhone: ({ code }) => keepPhone(code),
  removePhone,
} satisfies Partial<Handlers>;
