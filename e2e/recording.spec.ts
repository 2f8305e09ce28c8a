/** Recording a call in the browser: the controls, the state that is always shown, and the player of the log. */
import { microphoneHz } from './harness/browser.ts';
import { expect, test } from './harness/test.ts';

const customer = '+966555010142';

test.use({ vars: { RECORDING: 'on-demand' } });

test('an agent records, pauses, resumes and stops; the state stays after a reload, and the log plays it', async ({
  control,
  pairedHatif: hatif,
}) => {
  await control.phone(customer).behave({ answer: 'yes', audio: 'tone', toneHz: 440 });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customer);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await control.phone(customer).expectTone(microphoneHz);
  const header = popup.locator('header');
  const spoken = popup.getByRole('status');
  await popup.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(header.getByText('Recording', { exact: true })).toBeVisible();
  await expect(spoken).toContainText('Recording');
  await popup.reload();
  await expect(header.getByText('Recording', { exact: true })).toBeVisible();
  await popup.getByRole('button', { name: 'Pause recording' }).click();
  await expect(header.getByText('Recording paused')).toBeVisible();
  await expect(spoken).toContainText('Recording paused');
  await popup.reload();
  await expect(header.getByText('Recording paused')).toBeVisible();
  await popup.getByRole('button', { name: 'Resume recording' }).click();
  await expect(header.getByText('Recording', { exact: true })).toBeVisible();
  await popup.getByRole('button', { name: 'Stop recording' }).click();
  await expect(popup.getByRole('button', { name: 'Record', exact: true })).toBeVisible();
  await expect(spoken).toContainText('Recording stopped');
  await expect(header.getByText('Recording', { exact: true })).toBeHidden();
  await control.phone(customer).hangUpAndWait();
  const log = await hatif.open('log');
  const player = log.getByRole('region', { name: 'Recording of the call' });
  await player.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(player.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await player.getByRole('button', { name: /Speed/ }).click();
  await expect(player.getByText('1.25×')).toBeVisible();
  await log.getByText('Each event and its source').click();
  await expect(log.getByRole('row', { name: /Recording paused/ })).toContainText('Omar Saleh');
  await expect(log.getByRole('row', { name: /Recording ready/ })).toContainText('Twilio');
});
