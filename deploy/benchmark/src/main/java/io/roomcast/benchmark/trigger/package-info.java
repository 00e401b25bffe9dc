/** How many due schedules a second are claimed, advanced and published: by trigger-service, and by what one might take instead. */
@NullMarked
package io.roomcast.benchmark.trigger;

import org.jspecify.annotations.NullMarked;
