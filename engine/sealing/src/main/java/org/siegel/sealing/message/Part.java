package org.siegel.sealing.message;

import java.util.List;
import java.util.Locale;

/** One node of the MIME tree as it was read. */
sealed interface Part {

    PartFields fields();

    /**
     * Parts within a part.
     *
     * @param preamble what stands before the first part; all there is if no boundary was found
     */
    record Multipart(PartFields fields, List<Part> children, Content preamble) implements Part {
        public Multipart {
            children = List.copyOf(children);
        }

        boolean is(String subtype) {
            return fields.mediaType().equals("multipart/" + subtype);
        }
    }

    /**
     * A part without parts.
     *
     * @param content with the transfer encoding taken off
     */
    record Leaf(PartFields fields, Content content) implements Part {

        boolean isBodyText() {
            String type = fields.mediaType();
            return type.equals("text/plain")
                    || type.equals("text/html")
                    || type.equals("text/enriched")
                    || type.equals("text/richtext");
        }
    }

    /** The header fields of a part that decide what it is. */
    record PartFields(ParameterizedField type, ParameterizedField disposition, String contentId) {

        /** Missing or senseless types get the defaults of RFC 2045 §5.2 and RFC 2046 §4. */
        String mediaType() {
            String declared = type.value();
            if (declared.isEmpty() || declared.equals("text")) {
                return "text/plain";
            }
            boolean sensible = declared.matches("[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}");
            return sensible ? declared : "application/octet-stream";
        }

        /** As declared, not yet safe; empty if there is none. */
        String fileName() {
            String fromDisposition = disposition.parameter("filename");
            return fromDisposition.isEmpty() ? type.parameter("name") : fromDisposition;
        }

        boolean isDeclaredAttachment() {
            return disposition.value().toLowerCase(Locale.ROOT).equals("attachment");
        }
    }
}
