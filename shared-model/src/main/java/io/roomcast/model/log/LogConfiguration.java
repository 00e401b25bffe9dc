package io.roomcast.model.log;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Hooks;

@AutoConfiguration
class LogConfiguration {
    @Bean
    InitializingBean lateErrors() {
        return () -> Hooks.onErrorDropped(LateErrors::accept);
    }
}
