package io.roomcast.model.org;

/** What a member is in their organisation. */
public enum Role {
    /** Reads and changes what their level allows. */
    MANAGER,
    /** Reads. */
    VIEWER
}
