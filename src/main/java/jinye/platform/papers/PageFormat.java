package jinye.platform.papers;

/** The paper a form is printed on. */
public record PageFormat(Size size, boolean landscape) {

    public static final PageFormat A4 = new PageFormat(Size.A4, false);

    /** Sizes of GB/T 148, upright, in millimetres. */
    public enum Size {
        A3(297, 420),
        A4(210, 297),
        A5(148, 210);

        private final double width;
        private final double height;

        Size(double width, double height) {
            this.width = width;
            this.height = height;
        }
    }

    double width() {
        return landscape ? size.height : size.width;
    }

    double height() {
        return landscape ? size.width : size.height;
    }

    /** As a style sheet names it: {@code A4 landscape}. */
    public String css() {
        return size.name() + (landscape ? " landscape" : " portrait");
    }
}
