package org.siegel.content.scan;

import org.siegel.content.detect.IdentifierScan;
import org.siegel.content.detect.Specimens;
import org.siegel.policy.Confidence;
import org.siegel.policy.IgnoredValues;

/** Passes on what was found, but for the values that the officer lets count as nothing. */
record CountedOnly(IgnoredValues ignored, IdentifierScan.Sink sink) implements IdentifierScan.Sink {

    static IdentifierScan.Sink without(IgnoredValues ignored, IdentifierScan.Sink sink) {
        return ignored.equals(IgnoredValues.NONE) ? sink : new CountedOnly(ignored, sink);
    }

    @Override
    public void found(String detector, String value, Confidence confidence) {
        String canonical = IgnoredValues.canonical(value);
        boolean isIgnored =
                ignored.values().contains(canonical) || (ignored.specimens() && Specimens.contains(canonical));
        if (!isIgnored) {
            sink.found(detector, value, confidence);
        }
    }
}
