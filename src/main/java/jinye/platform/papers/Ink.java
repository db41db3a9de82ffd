package jinye.platform.papers;

/** How a stretch of text is drawn when it is not simply black. @param colour 0xRRGGBB */
record Ink(int colour, Stroke stroke) {

    enum Stroke {
        NONE,
        UNDER,
        THROUGH
    }
}
