/** Commands about the agent's own phone: a voice says a code to `phone`; the code then makes it the agent's own. */
import { e164Schema, phoneCodeSchema } from '../../../shared/api.ts';
import { askPhoneCode, removePhone, savePhone } from '../line/own-phone-number.ts';
import { defineCommand } from './define-command.ts';

export const ownPhoneCommands = {
  askPhoneCode: defineCommand({ fields: { phone: e164Schema }, run: ({ phone }) => askPhoneCode(phone) }),
  savePhone: defineCommand({ fields: { code: phoneCodeSchema }, run: ({ code }) => savePhone(code) }),
  removePhone: defineCommand({ run: removePhone }),
};
