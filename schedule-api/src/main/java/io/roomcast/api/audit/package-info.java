/**
 * Who changed what, and who looked at whose personal data: written in the transaction of the change, never changed.
 */
@NullMarked
package io.roomcast.api.audit;

import org.jspecify.annotations.NullMarked;
