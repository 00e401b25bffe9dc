package io.roomcast.model.org;

import java.util.Optional;

/** The four levels of the hierarchy, highest first. */
public enum Level {
    /** 본사 */
    HEADQUARTERS,
    /** 총판 */
    DISTRIBUTOR,
    /** 대리점 */
    AGENCY,
    /** 지점 */
    BRANCH;

    /** The level directly below, which is the only one an organisation of this level may have as children. */
    public Optional<Level> below() {
        return this == BRANCH ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }

    public boolean isAtLeast(Level other) {
        return ordinal() <= other.ordinal();
    }
}
