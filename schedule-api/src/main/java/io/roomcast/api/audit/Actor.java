package io.roomcast.api.audit;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * From where something is done; travels in the context of what does it.
 *
 * @param origin web, event or system
 * @param address of the web request
 */
public record Actor(String origin, @Nullable String address) {
    private static final Actor SYSTEM = new Actor("system", null);

    /** Another system, by an event. */
    public static final Actor EVENT = new Actor("event", null);

    public Context in(Context context) {
        return context.put(Actor.class, this);
    }

    static Actor of(ContextView context) {
        return context.getOrDefault(Actor.class, SYSTEM);
    }
}
