package io.roomcast.api.access;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.org.Level;
import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.org.Right;
import io.roomcast.model.org.Role;
import io.roomcast.model.sql.Enums;
import org.jspecify.annotations.Nullable;

/**
 * The member who calls, as the database knows them at this moment. The token only says who; nothing else in it counts.
 *
 * @param role manager or viewer
 * @param organizationId where they act: their own organisation, or that of the grant
 * @param grantId the temporary grant under which they act; null: with their own rights
 */
public record Caller(
        long memberId,
        String loginId,
        String role,
        long organizationId,
        String code,
        String level,
        String path,
        @Nullable Long grantId) {
    public Level organizationLevel() {
        return Enums.parse(Level.class, level);
    }

    /** For {@code path LIKE …}: what the caller can see. Belongs into every query. */
    public String scope() {
        return new OrganizationPath(path).subtreePattern();
    }

    public boolean sees(String organizationPath) {
        return new OrganizationPath(path).contains(new OrganizationPath(organizationPath));
    }

    public boolean may(Right right) {
        return right.isHeldBy(Enums.parse(Role.class, role), organizationLevel(), grantId != null);
    }

    /** @throws ProblemException FORBIDDEN */
    public void require(Right right) {
        if (!may(right)) {
            throw ProblemException.of(ProblemKind.FORBIDDEN, whyNot(right));
        }
    }

    private String whyNot(Right right) {
        if (!isManager()) {
            return "Only a manager may change anything";
        }
        return organizationLevel().isAtLeast(right.level())
                ? "Not under a temporary grant: it would outlive the grant"
                : "Only an organisation of level " + Enums.column(right.level()) + " or above may";
    }

    private boolean isManager() {
        return Enums.parse(Role.class, role) == Role.MANAGER;
    }
}
