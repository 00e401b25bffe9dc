package io.roomcast.dispatch.gateway;

import java.util.List;

/** One part, ready to be sent. */
public sealed interface Delivery {
    record Text(String text) implements Delivery {}

    /** @param images bytes of each image, in order, at least one */
    record Images(List<byte[]> images) implements Delivery {}
}
