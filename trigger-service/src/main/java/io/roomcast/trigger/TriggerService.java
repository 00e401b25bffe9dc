package io.roomcast.trigger;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Any number of replicas may run; they share the work row by row. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TriggerService {
    public static void main(String[] arguments) {
        SpringApplication.run(TriggerService.class, arguments);
    }
}
