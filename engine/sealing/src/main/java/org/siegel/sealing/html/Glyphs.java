package org.siegel.sealing.html;

/** Which characters can be drawn, and with what. */
public interface Glyphs {

    boolean canDraw(int codePoint);

    /** The font families that draw a text, as a value of CSS font-family, in order of preference. */
    String families(String text);

    /** Whoever shows the page has fonts of his own for everything. */
    Glyphs OF_A_BROWSER = new Glyphs() {
        @Override
        public boolean canDraw(int codePoint) {
            return true;
        }

        @Override
        public String families(String text) {
            return "'Segoe UI','Noto Sans',Helvetica,Arial,sans-serif";
        }
    };
}
