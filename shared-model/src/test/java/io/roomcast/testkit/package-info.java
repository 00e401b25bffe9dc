/**
 * What the tests of every module build on: real servers, a small world of organisations and rooms, plain SQL.
 *
 * <p>Servers, in this order: those named by {@code -Droomcast.test.mysql} and {@code -Droomcast.test.kafka}; containers
 * where a Docker answers ({@code -Droomcast.test.docker=false} leaves it alone); otherwise the embedded ones.
 */
package io.roomcast.testkit;
