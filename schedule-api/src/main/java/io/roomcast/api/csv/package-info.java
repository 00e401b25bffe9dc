/**
 * Answers as tables for spreadsheets.
 */
@NullMarked
package io.roomcast.api.csv;

import org.jspecify.annotations.NullMarked;
