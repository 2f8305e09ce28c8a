/** Finds the verbs, attributes, children and voices that Twilio does not document. */
import { ruleOf, verbNames } from './elements.ts';
import { voiceProblemOf, type VoiceProblem } from './voices.ts';
import type { Element } from './xml.ts';

/** A problem with the code of Twilio's debugger: 12200 for the schema, 13511 for a voice. https://www.twilio.com/docs/api/errors/12200 */
type ElementProblem = VoiceProblem;

const unknownElement = (message: string): ElementProblem => ({ code: 12200, message });

function problemsIn({ name, attributes, children }: Element): ElementProblem[] {
  const rule = ruleOf(name);
  // SSML elements, and nouns that cannot be dialled here, have no rule.
  if (!rule) return [];
  const unknown = Object.keys(attributes).filter((attribute) => !rule.attributes.includes(attribute));
  const voiceProblem = name === 'Say' ? voiceProblemOf(attributes) : undefined;
  return [
    ...unknown.map((attribute) => unknownElement(`<${name}> has the unknown attribute "${attribute}".`)),
    ...(voiceProblem ? [voiceProblem] : []),
    ...children.flatMap((child) =>
      rule.children.includes(child.name) ? problemsIn(child) : [unknownElement(`<${name}> has the unknown element <${child.name}>.`)],
    ),
  ];
}

/** The problems of a document's verbs, in order. */
export function problemsOf(verbs: readonly Element[]): ElementProblem[] {
  return verbs.flatMap((verb) =>
    verbNames.includes(verb.name)
      ? problemsIn(verb)
      : [unknownElement(`<${verb.name}> is not a verb of this local Twilio; it was skipped.`)],
  );
}
