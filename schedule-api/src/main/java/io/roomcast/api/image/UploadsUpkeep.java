package io.roomcast.api.image;

import io.roomcast.model.time.WorkLoop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A replica that was killed does not start again to tidy up; another one on the same machine does it. */
@Configuration
class UploadsUpkeep {
    private static final Duration ROUND = Duration.ofMinutes(5);

    @Bean
    WorkLoop uploadsLoop(Uploads uploads) {
        return new WorkLoop(
                "uploads",
                () -> Mono.fromCallable(() -> {
                            uploads.removeLeftBehind();
                            return ROUND;
                        })
                        .subscribeOn(Schedulers.boundedElastic()),
                WorkLoop.DEFAULT_PHASE);
    }
}
