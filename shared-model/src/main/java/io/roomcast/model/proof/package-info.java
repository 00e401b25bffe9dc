/**
 * The final word on an occurrence: one row in kb_schedule_logs and one result event, in one transaction.
 */
@NullMarked
package io.roomcast.model.proof;

import org.jspecify.annotations.NullMarked;
