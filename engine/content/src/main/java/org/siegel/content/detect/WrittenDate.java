package org.siegel.content.detect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A date as people write it.
 *
 * @param end of its text in the window
 */
record WrittenDate(int year, int month, int day, int end) {

    private static final String[] MONTHS = {
        "jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"
    };
    private static final String[] ENGLISH = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };

    /** The date that starts there, or null. */
    static @Nullable WrittenDate at(Window window, int start) {
        int firstEnd = digits(window, start);
        int first = number(window, start, firstEnd);
        char mark = window.at(firstEnd);
        if (firstEnd - start == 4) {
            return mark == '-' ? yearFirst(window, first, firstEnd + 1) : null;
        }
        if (firstEnd - start > 2 || first < 1 || first > 31) {
            return null;
        }
        int next = firstEnd + (mark == '.' || mark == '/' || mark == '-' ? 1 : 0);
        next += window.at(next) == ' ' ? 1 : 0;
        if (Character.isLetter(window.at(next)) && (mark == '.' || mark == ' ')) {
            return monthByName(window, first, next);
        }
        return next == firstEnd ? null : numbers(window, first, next, mark);
    }

    private static @Nullable WrittenDate yearFirst(Window window, int year, int monthAt) {
        int monthEnd = digits(window, monthAt);
        int dayEnd = digits(window, monthEnd + 1);
        return window.at(monthEnd) == '-' && dayEnd - monthEnd == 3
                ? checked(window, year, number(window, monthAt, monthEnd), number(window, monthEnd + 1, dayEnd), dayEnd)
                : null;
    }

    private static @Nullable WrittenDate numbers(Window window, int day, int monthAt, char mark) {
        int monthEnd = digits(window, monthAt);
        int yearAt = monthEnd + 1 + (window.at(monthEnd + 1) == ' ' ? 1 : 0);
        int yearEnd = digits(window, yearAt);
        boolean isWritten = monthEnd > monthAt
                && monthEnd - monthAt <= 2
                && window.at(monthEnd) == mark
                && (yearEnd - yearAt == 2 || yearEnd - yearAt == 4);
        if (!isWritten) {
            return null;
        }
        int month = number(window, monthAt, monthEnd);
        int year = century(number(window, yearAt, yearEnd), yearEnd - yearAt);
        boolean isAmerican = mark == '/' && month > 12;
        return isAmerican ? checked(window, year, day, month, yearEnd) : checked(window, year, month, day, yearEnd);
    }

    private static @Nullable WrittenDate monthByName(Window window, int day, int at) {
        int end = window.endOfToken(at);
        if (end - at < 3 || end - at > 10) {
            return null;
        }
        String name = new String(window.text(), at, 3).toLowerCase(Locale.ROOT);
        int yearAt = end;
        while (yearAt - end < 3 && (window.at(yearAt) == ' ' || window.at(yearAt) == '.' || window.at(yearAt) == ',')) {
            yearAt++;
        }
        int yearEnd = digits(window, yearAt);
        for (int month = 0; month < MONTHS.length; month++) {
            if ((name.equals(MONTHS[month]) || name.equals(ENGLISH[month])) && yearEnd - yearAt == 4) {
                return checked(window, number(window, yearAt, yearEnd), month + 1, day, yearEnd);
            }
        }
        return null;
    }

    private static @Nullable WrittenDate checked(Window window, int year, int month, int day, int end) {
        boolean exists = month >= 1 && month <= 12 && day >= 1 && day <= 31 && !window.isWordCharacter(end);
        return exists ? new WrittenDate(year, month, day, end) : null;
    }

    private static int century(int year, int digits) {
        return digits == 4 ? year : year > 25 ? 1900 + year : 2000 + year;
    }

    private static int digits(Window window, int from) {
        return window.endOfDigits(from, 5);
    }

    private static int number(Window window, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + window.at(i) - '0';
        }
        return number;
    }
}
