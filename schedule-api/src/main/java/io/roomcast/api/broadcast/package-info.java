/**
 * One message to many rooms at once: who gets it, a second person's approval, its progress, cancel, retry and report.
 */
@NullMarked
package io.roomcast.api.broadcast;

import org.jspecify.annotations.NullMarked;
