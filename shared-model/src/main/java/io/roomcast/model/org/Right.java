package io.roomcast.model.org;

/** What managers may do at and below their organisation, and how high that has to stand. Viewers may do nothing of it. */
public enum Right {
    /** Schedules, runs, broadcasts, templates and pictures; pausing rooms and stopping what is theirs. */
    SEND(Level.BRANCH),
    /** Who changed what. */
    READ_RECORD(Level.BRANCH),
    /** Who is told when something goes wrong. */
    CHANGE_ALERTS(Level.BRANCH, false),
    CHANGE_ROOMS(Level.AGENCY, false),
    /** Members, and what is lent to them. */
    CHANGE_MEMBERS(Level.AGENCY, false),
    CHANGE_ORGANIZATIONS(Level.AGENCY, false),
    CHANGE_PHONES(Level.HEADQUARTERS, false),
    CHANGE_HOLIDAYS(Level.HEADQUARTERS, false),
    /** Limits of a room other than the usual ones. */
    SET_LIMITS(Level.HEADQUARTERS, false),
    /** Advertisements that do not wait for the morning. */
    SEND_AT_NIGHT(Level.HEADQUARTERS),
    /** Everything at once, or a phone. */
    STOP_EVERYTHING(Level.HEADQUARTERS),
    /** How the system as a whole stands, and what it set aside. */
    OPERATE(Level.HEADQUARTERS, false);

    private final Level level;
    private final boolean lent;

    Right(Level level) {
        this(level, true);
    }

    /** @param lent whether a temporary grant includes it: sending and reading, and no setting, which would stay when it ends */
    Right(Level level, boolean lent) {
        this.level = level;
        this.lent = lent;
    }

    /** @param underGrant whether they act under a temporary grant */
    public boolean isHeldBy(Role role, Level level, boolean underGrant) {
        return role == Role.MANAGER && level.isAtLeast(this.level) && (lent || !underGrant);
    }

    public Level level() {
        return level;
    }
}
