/**
 * What is wrong now and was lately: rules over what has been sent, looked at again and again, and alerts that open, are told
 * and end.
 */
@NullMarked
package io.roomcast.api.alert;

import org.jspecify.annotations.NullMarked;
