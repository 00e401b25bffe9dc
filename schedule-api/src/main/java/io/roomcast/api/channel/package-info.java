/**
 * Who is told of alerts, and how: the port to the outside, a log and a signed webhook behind it.
 */
@NullMarked
package io.roomcast.api.channel;

import org.jspecify.annotations.NullMarked;
