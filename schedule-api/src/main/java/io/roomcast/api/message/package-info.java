/**
 * What a message is, whoever sends it: its text, pictures and pauses as they are asked for, and the rules for them.
 */
@NullMarked
package io.roomcast.api.message;

import org.jspecify.annotations.NullMarked;
