/**
 * What will be when: the runs of a period on one phone, reckoned with the rules by which they will be claimed, admitted and
 * sent.
 */
@NullMarked
package io.roomcast.api.simulation;

import org.jspecify.annotations.NullMarked;
