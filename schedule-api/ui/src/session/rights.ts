import type { Caller } from '../api/session';

/** Whether the caller may see how the system as a whole stands. */
export const runsTheSystem = ({ role, level, grantId }: Caller): boolean => role === 'manager' && level === 'headquarters' && !grantId;
