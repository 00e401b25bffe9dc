package io.roomcast.model.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.roomcast.model.content.Masker;

/** {@code %m} of the log's pattern. */
public final class MaskedMessage extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Masker.mask(String.valueOf(super.convert(event)));
    }
}
