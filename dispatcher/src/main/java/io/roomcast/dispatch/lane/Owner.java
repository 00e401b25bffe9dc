package io.roomcast.dispatch.lane;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** This process as the owner of leases: its replica's name, and a number of its own that no restart repeats. */
@Component
class Owner {
    private final String prefix;
    private final String name;

    Owner(LaneProperties properties) {
        this.prefix = properties.ownerPrefix();
        this.name = prefix + UUID.randomUUID().toString().substring(0, 8);
    }

    String name() {
        return name;
    }

    boolean isSelf(@Nullable String owner) {
        return name.equals(owner);
    }

    /** Whether {@code owner} is an earlier life of this replica, which is over. */
    boolean isFormerSelf(@Nullable String owner) {
        return owner != null && owner.startsWith(prefix) && !isSelf(owner);
    }
}
