/** Every way in which a run can end. */
export const OUTCOMES = ['success', 'partial', 'failed', 'unknown', 'cancelled', 'expired', 'skipped'] as const;
