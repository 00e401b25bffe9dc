package io.roomcast.api.access;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.org.Level;
import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.sql.Enums;

/**
 * The member who calls, as the database knows them at this moment. The token only says who; nothing else in it counts.
 *
 * @param role manager or viewer
 */
public record Caller(
        long memberId, String loginId, String role, long organizationId, String code, String level, String path) {
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
        return isManager() && organizationLevel().isAtLeast(right.level());
    }

    /** @throws ProblemException FORBIDDEN */
    public void require(Right right) {
        if (!may(right)) {
            throw ProblemException.of(
                    ProblemKind.FORBIDDEN,
                    isManager()
                            ? "Only an organisation of level " + Enums.column(right.level()) + " or above may"
                            : "Only a manager may change anything");
        }
    }

    private boolean isManager() {
        return role.equals("manager");
    }
}
