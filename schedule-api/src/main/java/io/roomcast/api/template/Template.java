package io.roomcast.api.template;

import java.time.Instant;

/** A saved text. Its {@code #{names}} are filled in when it is sent. */
record Template(
        long id, long organizationId, String name, String body, int version, Instant createdAt, Instant updatedAt) {}
