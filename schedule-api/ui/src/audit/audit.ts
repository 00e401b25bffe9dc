/** As the server names them. */
export const ACTIONS = [
  'created', 'updated', 'deleted', 'restored', 'toggled', 'paused', 'resumed', 'run_changed', 'run_restored', 'sent_now', 'test_sent', 'resent', 'settled', 'cancelled',
  'approved', 'rejected', 'retried', 'lifted', 'revoked', 'redriven', 'viewed', 'exported', 'signed_in', 'sign_in_refused', 'signed_out',
] as const;

export const SUBJECTS = ['schedule', 'occurrence', 'broadcast', 'room', 'bot', 'template', 'image', 'organization', 'member', 'stop', 'grant', 'alert_channel', 'export', 'holiday', 'statistics', 'dead_letter', 'audit'] as const;

export type AuditSearch = {
  who?: string;
  action?: (typeof ACTIONS)[number];
  subject?: (typeof SUBJECTS)[number];
  id?: number;
  from?: string;
  until?: string;
};
