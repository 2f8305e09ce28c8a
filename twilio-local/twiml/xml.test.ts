import { expect, test } from 'vitest';
import { parseXml } from './xml.ts';

test('reads elements, attributes, entities, comments and CDATA', () => {
  const root = parseXml(`<?xml version="1.0" encoding="UTF-8"?>
    <Response><!-- hello --><Dial callerId='+1' action="/a?b=1&amp;c=2"><Number>+2</Number></Dial><Say>5 &lt; 6 &#x41;<![CDATA[<b>]]></Say><Hangup/></Response>`);
  expect(root.children.map(({ name }) => name)).toEqual(['Dial', 'Say', 'Hangup']);
  expect(root.children[0]?.attributes).toEqual({ callerId: '+1', action: '/a?b=1&c=2' });
  expect(root.children[0]?.children[0]?.text).toBe('+2');
  expect(root.children[1]?.text).toBe('5 < 6 A<b>');
});

test.each([
  ['', 'one root'],
  ['<Response>', 'not closed'],
  ['<Response></Say>', 'closes nothing'],
  ['<Response></Response><Response/>', 'one root'],
  ['<Response a=1></Response>', 'Not an attribute'],
  ['<Response a="1" a="2"/>', 'stands twice'],
  ['<Response>a & b</Response>', '&'],
  ['<Response>&nbsp;</Response>', 'Unknown entity'],
  ['Internal error', 'one root'],
  ['<Response><</Response>', 'Not well-formed'],
])('refuses %j', (source, why) => {
  expect(() => parseXml(source)).toThrow(why);
});
