package io.roomcast.dispatch.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a call to a phone came back with; what happens next follows from the class alone. */
public sealed interface SendOutcome {
    /** The phone took it. */
    record Accepted() implements SendOutcome {}

    /** The phone certainly did not take it; it may be tried again. @param retryAfter the phone's own wish, or null */
    record NotAccepted(String reason, @Nullable Duration retryAfter) implements SendOutcome {}

    /** Nothing left for the phone: it was held back before. @param retryAfter how long whoever held it back wants, or null */
    record NotCalled(String reason, @Nullable Duration retryAfter) implements SendOutcome {}

    /** The phone refused it for what it is; trying again is of no use. */
    record Rejected(String reason) implements SendOutcome {}

    /** It may or may not have been taken. Never sent again by itself. */
    record Ambiguous(String reason) implements SendOutcome {}
}
