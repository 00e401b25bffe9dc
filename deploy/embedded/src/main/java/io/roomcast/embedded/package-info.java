/**
 * Servers that need no installation: a MariaDB and a single-node Kafka broker that keep their data in a folder, and a wire
 * between a server and its users that can be disturbed.
 *
 * <p>For development, demonstrations and tests on one machine. Knows nothing of Roomcast's tables or topics.
 */
@NullMarked
package io.roomcast.embedded;

import org.jspecify.annotations.NullMarked;
