package io.roomcast.model.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import io.roomcast.model.content.Masker;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/** {@code %wEx} of the log's pattern: drivers and parsers put what they were given into their messages. */
public final class MaskedThrowable extends ExtendedWhitespaceThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy failure) {
        return Masker.mask(super.throwableProxyToString(failure));
    }
}
