package org.siegel.sealing.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the appointments of a calendar file (RFC 5545), leniently: what is not understood is left out; the file goes along. */
final class CalendarReader {

    /** In bytes; of more, the rest is not read. */
    static final int LARGEST = 512 * 1024;

    private static final int MOST = 20;
    private static final int MOST_ATTENDEES = 100;
    private static final int LONGEST_PARAMETERS = 2000;
    private static final int LONGEST_VALUE = 10_000;

    private final List<Meeting> meetings = new ArrayList<>();
    private boolean cancelled;
    private boolean isRequest;
    private boolean hasFiles;

    private CalendarReader() {}

    static List<Meeting> read(byte[] file) {
        var reader = new CalendarReader();
        reader.readAll(new String(file, 0, Math.min(file.length, LARGEST), StandardCharsets.UTF_8));
        return List.copyOf(reader.meetings);
    }

    /** Whether it asks for an answer to an appointment, and has no files in it. */
    static boolean isRequest(byte[] file) {
        var reader = new CalendarReader();
        reader.readAll(new String(file, 0, Math.min(file.length, LARGEST), StandardCharsets.UTF_8));
        return reader.isRequest && !reader.hasFiles && !reader.meetings.isEmpty();
    }

    /** Long lines are folded: a blank or a tab at the beginning continues the line before (§3.1). */
    private void readAll(String text) {
        Draft draft = null;
        int inside = 0;
        for (String line : text.replaceAll("\r?\n[ \t]", "").split("\r?\n", -1)) {
            var property = Property.of(line);
            isRequest |= property.is("METHOD", "REQUEST");
            hasFiles |= property.name().equals("ATTACH");
            if (property.is("BEGIN", "VEVENT")) {
                draft = new Draft();
                inside = 0;
            } else if (property.is("END", "VEVENT") && draft != null) {
                if (meetings.size() < MOST) {
                    meetings.add(draft.meeting(cancelled));
                }
                draft = null;
            } else if (property.name.equals("BEGIN")) {
                inside++;
            } else if (property.name.equals("END")) {
                inside--;
            } else if (draft != null && inside == 0) {
                draft.take(property);
            } else if (property.is("METHOD", "CANCEL")) {
                cancelled = true;
            }
        }
    }

    private record Property(String name, String parameters, String value) {

        static Property of(String line) {
            boolean quoted = false;
            int nameEnd = -1;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                quoted ^= c == '"';
                if (!quoted && c == ';' && nameEnd < 0) {
                    nameEnd = i;
                } else if (!quoted && c == ':') {
                    int end = nameEnd < 0 ? i : nameEnd;
                    return new Property(
                            line.substring(0, end).toUpperCase(Locale.ROOT),
                            line.substring(end, Math.min(i, end + LONGEST_PARAMETERS)),
                            line.substring(i + 1, Math.min(line.length(), i + 1 + LONGEST_VALUE)));
                }
            }
            return new Property("", "", "");
        }

        boolean is(String wantedName, String wantedValue) {
            return name.equals(wantedName) && value.strip().equalsIgnoreCase(wantedValue);
        }

        String parameter(String wanted) {
            for (String one : parameters.split(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
                if (one.regionMatches(true, 0, wanted + "=", 0, wanted.length() + 1)) {
                    return one.substring(wanted.length() + 1).replace("\"", "");
                }
            }
            return "";
        }

        /** §3.3.11. */
        String text() {
            return value.replaceAll("\\\\[nN]", "\n")
                    .replaceAll("\\\\([\\\\,;])", "$1")
                    .strip();
        }

        /** Name and address, or what there is of them. */
        String person() {
            String address = value.replaceFirst("(?i)^mailto:", "").strip();
            String called = parameter("CN");
            return called.isEmpty() || called.equalsIgnoreCase(address) ? address : called + " <" + address + ">";
        }

        /** {@code 20261103T101500Z} as 2026-11-03 10:15 (UTC); a zone is named as the sender named it. */
        String time() {
            var digits = value.strip();
            if (!digits.matches("\\d{8}(T\\d{4,6}Z?)?")) {
                return digits;
            }
            String day = digits.substring(0, 4) + "-" + digits.substring(4, 6) + "-" + digits.substring(6, 8);
            if (digits.length() == 8) {
                return day;
            }
            String zone = digits.endsWith("Z") ? "UTC" : parameter("TZID");
            return day + " " + digits.substring(9, 11) + ":" + digits.substring(11, 13)
                    + (zone.isEmpty() ? "" : " (" + zone + ")");
        }
    }

    private static final class Draft {
        private String what = "";
        private String begins = "";
        private String ends = "";
        private String recurs = "";
        private String where = "";
        private String organiser = "";
        private String description = "";
        private boolean cancelled;
        private final List<String> attendees = new ArrayList<>();

        void take(Property property) {
            switch (property.name()) {
                case "SUMMARY" -> what = property.text();
                case "DTSTART" -> begins = property.time();
                case "DTEND" -> ends = property.time();
                case "RRULE" -> recurs = property.text();
                case "LOCATION" -> where = property.text();
                case "ORGANIZER" -> organiser = property.person();
                case "DESCRIPTION" -> description = property.text();
                case "STATUS" -> cancelled |= property.value().strip().equalsIgnoreCase("CANCELLED");
                case "ATTENDEE" -> {
                    if (attendees.size() < MOST_ATTENDEES) {
                        attendees.add(property.person());
                    }
                }
                default -> {
                    // of no use to a reader
                }
            }
        }

        Meeting meeting(boolean all) {
            return new Meeting(what, begins, ends, recurs, where, organiser, attendees, description, cancelled || all);
        }
    }
}
