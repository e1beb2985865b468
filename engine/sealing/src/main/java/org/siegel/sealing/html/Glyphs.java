package org.siegel.sealing.html;

/** Which characters can be drawn. */
@FunctionalInterface
public interface Glyphs {

    boolean canDraw(int codePoint);
}
