package io.roomcast.testkit;

import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/**
 * Whether tests run on containers: where a Docker answers and has, or gets, the images, unless
 * {@code -Droomcast.test.docker} says true or false.
 */
final class Containers {
    static final String MYSQL = "mysql:8.4";
    static final String KAFKA = "apache/kafka:3.9.2";

    private static final boolean WANTED = isWanted(System.getProperty("roomcast.test.docker", ""));

    private Containers() {}

    static boolean areWanted() {
        return WANTED;
    }

    private static boolean isWanted(String property) {
        return property.isEmpty()
                ? DockerClientFactory.instance().isDockerAvailable() && hasImages()
                : Boolean.parseBoolean(property);
    }

    private static boolean hasImages() {
        try {
            Stream.of(MYSQL, KAFKA).map(DockerImageName::parse).forEach(name -> new RemoteDockerImage(name).get());
            return true;
        } catch (ContainerFetchException e) {
            return false;
        }
    }
}
