package io.roomcast.model.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The configuration that every service has in its jar. */
class MaskedLogTest {
    private static final String NUMBER = "900101-1234567";

    @Test
    void messageAndExceptionAreMasked() throws JoranException {
        var context = new LoggerContext();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(MaskedLogTest.class.getResource("/logback-spring.xml"));
        Logger logger = context.getLogger(MaskedLogTest.class);
        var console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
        var failure = new IllegalStateException("text " + NUMBER, new IllegalArgumentException("cause " + NUMBER));

        byte[] line = console.getEncoder()
                .encode(new LoggingEvent(
                        MaskedLogTest.class.getName(), logger, Level.WARN, "told {}", failure, new Object[] {NUMBER}));

        assertThat(new String(line, StandardCharsets.UTF_8))
                .contains("told ******-*******", "text ******-*******", "cause ******-*******", "MaskedLogTest")
                .doesNotContain(NUMBER);
    }
}
