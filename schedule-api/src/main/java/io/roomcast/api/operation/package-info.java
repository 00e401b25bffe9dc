/**
 * What whoever runs the system looks at: what waits and why, how far readers of the topics are behind, and what was set aside.
 */
@NullMarked
package io.roomcast.api.operation;

import org.jspecify.annotations.NullMarked;
