package jinye.platform.papers;

/** The page of GB/T 9704-2012 §5: A4, type area 156 × 225 mm, 22 rows of 28 characters. Lengths are millimetres. */
final class Grid {

    static final double POINT = 25.4 / 72;
    static final double PAGE_WIDTH = 210;
    static final double PAGE_HEIGHT = 297;
    static final double LEFT = 28;
    static final double TOP = 37;
    static final double WIDTH = 156;
    static final double HEIGHT = 225;
    static final double RIGHT = LEFT + WIDTH;
    static final double BOTTOM = TOP + HEIGHT;
    static final int ROWS = 22;
    static final int COLUMNS = 28;
    static final double CELL = WIDTH / COLUMNS;
    static final double PITCH = HEIGHT / ROWS;

    /** 三号, the size of the text. */
    static final double BODY = 16;
    /** 四号, the size of 版记 and page numbers. */
    static final double SMALL = 14;
    /** 二号, the size of the title. */
    static final double TITLE = 22;

    static final double BODY_EM = BODY * POINT;
    static final double SMALL_EM = SMALL * POINT;
    static final double TITLE_EM = TITLE * POINT;

    /** A page laid on its side (§9): the head of the table at the binding edge of odd and the cut edge of even pages. */
    static final double SIDE_LEFT = PAGE_HEIGHT - BOTTOM;

    static final double SIDE_WIDTH = HEIGHT;
    static final double SIDE_TOP = LEFT;
    static final double SIDE_BOTTOM = RIGHT;

    /** Where the baseline lies in the em box of a Chinese font, as a share from its top. */
    static final double ASCENT = 0.88;

    static final int BLACK = 0x000000;
    static final int RED = 0xE60012;

    private Grid() {}

    /** Upper edge of the em box of a character of this size in the middle of its row, as word processors set it. */
    static double top(double row, double points) {
        return TOP + (row + 0.5) * PITCH - points * POINT / 2;
    }

    static double baseline(double row, double points) {
        return top(row, points) + ASCENT * points * POINT;
    }
}
