package jinye.platform.papers;

import jinye.platform.papers.LineBreaker.Line;
import jinye.platform.papers.OfficialPage.Format;
import jinye.platform.papers.OfficialPage.Seal;
import jinye.platform.papers.PageCanvas.Picture;

/** Signature, date, seal and note (§7.3.5–7). Minutes have none of them but the note, orders end with {@link Autograph}. */
final class Closing {

    /** Name and date lie a little below the middle of the seal. */
    private static final double BELOW_MIDDLE = 0.07;

    private final OfficialPage page;
    private final Line name;
    private final Line date;

    Closing(OfficialPage page, Composer composer) {
        this.page = page;
        this.name = composer.bodyLine(FontRole.FANG, page.signature());
        this.date = composer.bodyLine(FontRole.FANG, ChineseDate.of(page.date()));
    }

    /** Rows needed below the text. */
    int rows() {
        int signature = 0;
        if (isOrder()) {
            signature = Autograph.ROWS;
        } else if (isSigned()) {
            Seal seal = page.seal();
            int sealed = seal == null ? 0 : sealRows(seal);
            signature = Math.max(sealed, gap() + 2);
        }
        return signature + (page.note() == null ? 0 : 1);
    }

    void set(Composer composer, int end) {
        composer.moveTo(end);
        if (isSigned()) {
            int first = composer.row() + rows() > Grid.ROWS ? newLeaf(composer) : composer.row();
            if (isOrder()) {
                new Autograph(page).set(composer, first);
            } else {
                signature(composer, first);
            }
        }
        String note = page.note();
        if (note != null) {
            composer.paragraph(Span.of(FontRole.FANG, "（" + note + "）"), 2, 2, new Element("P"));
        }
        Seal seal = page.seal();
        if (isSigned() && !isOrder() && seal != null) {
            composer.leaf().lastRow = Math.max(composer.leaf().lastRow, end + sealRows(seal) - 1);
        }
    }

    private static int newLeaf(Composer composer) {
        composer.newLeaf();
        return 0;
    }

    private boolean isOrder() {
        return page.format() == Format.ORDER;
    }

    private boolean isSigned() {
        return page.format() != Format.MINUTES && !(page.signature().isBlank() && page.date() == null);
    }

    private void signature(Composer composer, int first) {
        int nameRow = first + gap();
        int dateRow = nameRow + 1;
        double nameLeft;
        double dateLeft;
        Seal seal = page.seal();
        if (seal == null) {
            nameLeft = Grid.RIGHT - 2 * Grid.CELL - name.end();
            dateLeft = nameLeft + 2 * Grid.CELL;
            // only a date longer than the name moves the name (§7.3.5.2)
            if (date.end() > name.end()) {
                dateLeft = Grid.RIGHT - 2 * Grid.CELL - date.end();
                nameLeft = Math.min(nameLeft, dateLeft - 2 * Grid.CELL);
            }
        } else {
            // the date four characters from the right, more when the name over it is long
            double fromRight = Math.max(4 * Grid.CELL, 2 * Grid.CELL + (name.end() - date.end()) / 2);
            dateLeft = Grid.RIGHT - fromRight - date.end();
            nameLeft = dateLeft + (date.end() - name.end()) / 2;
            seal(composer, seal, dateLeft + date.end() / 2, dateRow);
        }
        composer.bodyLine(name, Math.max(Grid.LEFT, nameLeft), nameRow, new Element("P"));
        composer.bodyLine(date, dateLeft, dateRow, new Element("P"));
        composer.moveTo(dateRow + 1);
        composer.leaf().lastRow = dateRow;
    }

    private void seal(Composer composer, Seal seal, double middle, int dateRow) {
        double radius = seal.diameter() / 2;
        double between = Grid.TOP + dateRow * Grid.PITCH;
        double x = Math.min(middle, Grid.RIGHT - radius);
        double y = between - BELOW_MIDDLE * seal.diameter();
        var element = Element.figure(page.signature() + "印章");
        composer.leaf()
                .seals
                .add(new Picture(seal.png(), x - radius, y - radius, seal.diameter(), seal.diameter(), element));
    }

    /** Blank rows between the text and the name: as few as keep the top of the seal within one row of the text. */
    private int gap() {
        Seal seal = page.seal();
        if (seal == null) {
            return 1;
        }
        int gap = 1;
        while ((gap + 1) * Grid.PITCH < seal.diameter() * (0.5 + BELOW_MIDDLE)) {
            gap++;
        }
        return gap;
    }

    private int sealRows(Seal seal) {
        double bottom = (gap() + 1) * Grid.PITCH + seal.diameter() * (0.5 - BELOW_MIDDLE);
        return (int) Math.ceil(bottom / Grid.PITCH);
    }
}
