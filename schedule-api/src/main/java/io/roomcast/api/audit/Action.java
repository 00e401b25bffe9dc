package io.roomcast.api.audit;

/** What was done. */
public enum Action {
    CREATED,
    UPDATED,
    DELETED,
    RESTORED,
    TOGGLED,
    PAUSED,
    RESUMED,
    RUN_CHANGED,
    RUN_RESTORED,
    SENT_NOW,
    TEST_SENT,
    RESENT,
    SETTLED,
    CANCELLED,
    APPROVED,
    REJECTED,
    RETRIED,
    LIFTED,
    REVOKED,
    REDRIVEN,
    VIEWED,
    EXPORTED,
    SIGNED_IN,
    SIGN_IN_REFUSED,
    SIGNED_OUT
}
