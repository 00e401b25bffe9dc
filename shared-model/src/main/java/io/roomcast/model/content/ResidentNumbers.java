package io.roomcast.model.content;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds Korean resident registration numbers, which no message and no note may hold. */
public final class ResidentNumbers {
    /** A birth date, then the digit of century and sex with six more. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<!\\d)(\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))( ?- ?| )?([1-8]\\d{6})(?!\\d)");

    private static final char FULL_WIDTH_ZERO = '０';

    /** What people put between the two halves. */
    private static final String HYPHENS = "‐‑‒–—−－﹣.·";

    private static final int[] WEIGHTS = {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};

    private ResidentNumbers() {}

    /** Thirteen digits in a row count only where their check digit is right: they may be anything else. */
    public static boolean areIn(String text) {
        return NUMBER.matcher(plain(text)).results().anyMatch(ResidentNumbers::isOne);
    }

    /** The text with stars in place of each. */
    static String masked(String text) {
        var masked = new StringBuilder();
        int copied = 0;
        for (MatchResult found : NUMBER.matcher(plain(text)).results().toList()) {
            if (isOne(found)) {
                masked.append(text, copied, found.start()).append("******-*******");
                copied = found.end();
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** With the usual digits, one sort of hyphen and one of space; as long as it was. */
    private static String plain(String text) {
        int[] characters = text.chars().map(ResidentNumbers::plain).toArray();
        return new String(characters, 0, characters.length);
    }

    private static int plain(int character) {
        if (character >= FULL_WIDTH_ZERO && character <= FULL_WIDTH_ZERO + 9) {
            return '0' + character - FULL_WIDTH_ZERO;
        }
        if (HYPHENS.indexOf(character) >= 0) {
            return '-';
        }
        return Character.isWhitespace(character) || Character.isSpaceChar(character) ? ' ' : character;
    }

    private static boolean isOne(MatchResult found) {
        return found.group(2) != null || isChecked(found.group(1) + found.group(3));
    }

    private static boolean isChecked(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return (11 - sum % 11) % 10 == digits.charAt(12) - '0';
    }
}
