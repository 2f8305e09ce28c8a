/** A check of the check-up, and how it ended. */
import type { Problem } from '../../../shared/problem.ts';

export type CheckId = 'server' | 'account' | 'clock' | 'microphone' | 'speaker' | 'signalling' | 'media' | 'extensions';
/** `saw` in the person's language. */
export type CheckResult = { id: CheckId; saw: string } | { id: CheckId; problem: Problem };
