package io.roomcast.dispatch.lane;

import io.roomcast.model.quota.SentPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a look decides by, as it is under the room's lock.
 *
 * @param head the occurrence under way, else the first in line; null: there is none
 * @param parts of the occurrence under way, in their order
 * @param sent what the room has had of late, where its head is still in line
 */
record View(Room room, @Nullable Head head, List<Part> parts, List<SentPart> sent) {}
