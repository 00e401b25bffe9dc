package io.roomcast.api.simulation;

import io.roomcast.api.schedule.Draft;
import io.roomcast.api.schedule.Edits.Edit;
import org.jspecify.annotations.Nullable;

/** What is not saved, as it would be if it were. @param replaced the schedule whose place it takes; null: a new one */
record Drafted(Draft draft, Edit edit, @Nullable Long replaced) {}
