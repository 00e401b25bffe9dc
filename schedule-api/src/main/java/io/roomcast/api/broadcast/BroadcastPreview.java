package io.roomcast.api.broadcast;

import java.util.Map;

/** Whom a broadcast would reach. @param roomsByPhone how many of them each phone serves, by its name */
record BroadcastPreview(int roomCount, Map<String, Long> roomsByPhone, boolean needsApproval) {}
