/**
 * An Android phone that runs Iris beside KakaoTalk, as far as the network can see it.
 *
 * <p>Obeys the wire protocol of github.com/dolidolih/Iris, its weaknesses included: success means queued, the queue holds
 * one message and the newest wins. Faults are switched on at a control endpoint. Everything the phone accepts goes to an
 * append-only journal, which tests take for the truth. For development only.
 */
@NullMarked
package io.roomcast.simulator;

import org.jspecify.annotations.NullMarked;
