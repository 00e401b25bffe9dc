/**
 * How sending went over a period: counted hour by hour as results come in, summed up when somebody asks.
 */
@NullMarked
package io.roomcast.api.statistics;

import org.jspecify.annotations.NullMarked;
