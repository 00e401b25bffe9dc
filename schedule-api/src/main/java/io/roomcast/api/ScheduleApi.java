package io.roomcast.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Any number of replicas may run. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ScheduleApi {
    public static void main(String[] arguments) {
        SpringApplication.run(ScheduleApi.class, arguments);
    }
}
