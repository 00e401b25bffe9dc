package io.roomcast.api.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param loginId who; as typed where nobody has such a login
 * @param grantId the temporary grant under which it was done; absent: with the rights of their own
 * @param origin web, event (a command of another system) or system
 * @param address from which the web request came
 * @param action what was done, as {@link Action} in lower case
 * @param subject what it was done to, as {@link Subject} in lower case
 * @param subjectId absent where it is no single thing
 * @param subjectName as it was called then
 */
record AuditEntry(
        long id,
        Instant createdAt,
        String loginId,
        @Nullable Long grantId,
        String origin,
        @Nullable String address,
        String action,
        String subject,
        @Nullable Long subjectId,
        @Nullable String subjectName,
        List<FieldChange> changes) {}
