package io.roomcast.api.channel;

import org.jspecify.annotations.Nullable;

/** What a try of a channel came to. @param failure why it was not delivered */
record Trial(boolean delivered, @Nullable String failure) {}
