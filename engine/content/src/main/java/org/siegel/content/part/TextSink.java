package org.siegel.content.part;

/** Takes one run of text piece by piece. A piece may end anywhere, even between two surrogates. */
public interface TextSink {

    /** Takes {@code chars} from {@code from} to before {@code to}; the array is only lent. */
    void accept(char[] chars, int from, int to);

    /** The run is complete. Called exactly once, after the last piece. */
    void end();
}
