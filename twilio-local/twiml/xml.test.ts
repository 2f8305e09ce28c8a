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

test('accepts a byte order mark before the XML declaration', () => {
  expect(parseXml('\uFEFF<?xml version="1.0"?><Response/>').name).toBe('Response');
});

test.each([
  ['an empty document', '', 'Line 1, column 0: document must contain a root element.'],
  ['no XML', 'Internal error', 'Line 1, column 14: text data outside of root node.'],
  ['an unclosed root', '<Response>', 'Line 1, column 10: unclosed tag: Response'],
  ['an unclosed element', '<Response>\n<Say>\n</Response>', 'Line 3, column 11: unexpected close tag.'],
  ['a close tag without an element', '<Response></Say>', 'Line 1, column 16: unexpected close tag.'],
  ['two roots', '<Response></Response><Response/>', 'Line 1, column 31: documents may contain only one root.'],
  ['text after the root', '<Response/>x', 'Line 1, column 12: text data outside of root node.'],
  ['an attribute without quotes', '<Response a=1></Response>', 'Line 1, column 13: unquoted attribute value.'],
  ['a duplicate attribute', '<Response>\n<Dial a="1" a="2"/></Response>', 'Line 2, column 19: duplicate attribute: a.'],
  ['a < in an attribute', '<Response a="<"/>', 'Line 1, column 14: disallowed character.'],
  ['an undefined entity', '<Response>\n\n&nbsp;</Response>', 'Line 3, column 6: undefined entity.'],
  ['an ampersand alone', '<Response>a & b; c</Response>', 'Line 1, column 16: disallowed character in entity name.'],
  ['an ampersand without an end', '<Response>/a?b=1&c=2</Response>', 'Line 1, column 31'],
  ['a DOCTYPE', '<!DOCTYPE Response><Response/>', 'Line 1, column 19: a DOCTYPE is not allowed.'],
  ['an entity of its own', '<!DOCTYPE r [<!ENTITY x "y">]>\n<Response>&x;</Response>', 'a DOCTYPE is not allowed.'],
  ['a control character', '<Response>\n\u0001</Response>', 'Line 2, column 1: disallowed character.'],
  ['a reference to a control character', '<Response>&#1;</Response>', 'Line 1, column 14: malformed character entity.'],
  ['a < that starts no tag', '<Response><</Response>', 'Line 1, column 12: disallowed character in tag name'],
  ['a space before the XML declaration', ' <?xml version="1.0"?><Response/>', 'must be at the start of the document.'],
])('refuses %s', (_, source, message) => {
  expect(() => parseXml(source)).toThrow(message);
});
