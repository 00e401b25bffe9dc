/**
 * Everything that sends: room lanes, quotas, gateways, outcomes.
 */
@NullMarked
package io.roomcast.dispatch;

import org.jspecify.annotations.NullMarked;
