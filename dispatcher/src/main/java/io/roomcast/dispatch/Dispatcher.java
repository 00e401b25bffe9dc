package io.roomcast.dispatch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Any number of replicas up to the partition count may run. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Dispatcher {
    public static void main(String[] arguments) {
        SpringApplication.run(Dispatcher.class, arguments);
    }
}
