package jinye.platform.papers;

import java.util.List;

/**
 * 花脸稿 on paper: what each person wrote in a colour and underlined, what each struck out in the same colour and through.
 *
 * @param heading above the title, such as 花脸稿 with the number
 * @param legend  who has which colour
 */
public record MarkedPage(String heading, List<Author> legend, List<Mark> title, List<List<Mark>> paragraphs) {

    /** @param colour 0xRRGGBB */
    public record Author(String name, int colour) {}

    public enum Change {
        KEPT,
        ADDED,
        REMOVED
    }

    public record Mark(String text, Change change, int colour) {}
}
