package io.roomcast.api.image;

/**
 * Something that shows a picture, or is going to.
 *
 * @param kind schedule; deleted_schedule: one in the recycle bin; run: a run ahead with a content of its own; broadcast
 * @param id of the schedule or the broadcast @param title of it
 */
public record ImageUse(String kind, long id, String title) {}
