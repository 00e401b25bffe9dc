package io.roomcast.api.image;

import java.util.List;

/** @param items what the caller sees of it, at most 100 @param others how many more there are, of others or beyond those */
public record ImageUses(List<ImageUse> items, int others) {
    boolean areNone() {
        return items.isEmpty() && others == 0;
    }
}
