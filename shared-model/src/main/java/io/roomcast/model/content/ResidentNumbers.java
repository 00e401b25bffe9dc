package io.roomcast.model.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Korean resident registration numbers, which no message and no note may hold. */
public final class ResidentNumbers {
    /** A birth date, then the digit of century and sex with six more. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<!\\d)(\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))(\\s?[-–]\\s?)?([1-8]\\d{6})(?!\\d)");

    private static final int[] WEIGHTS = {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};

    private ResidentNumbers() {}

    /** Thirteen digits in a row count only where their check digit is right: they may be anything else. */
    public static boolean areIn(String text) {
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            if (matcher.group(2) != null || isChecked(matcher.group(1) + matcher.group(3))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isChecked(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return (11 - sum % 11) % 10 == digits.charAt(12) - '0';
    }
}
