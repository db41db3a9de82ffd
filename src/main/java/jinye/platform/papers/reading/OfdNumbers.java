package jinye.platform.papers.reading;

import static jinye.platform.papers.reading.OfdRefused.Reason.BAD_NUMBER;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Numbers as OFD writes them, none of them monstrous. */
public final class OfdNumbers {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d*\\.?\\d+([eE][-+]?\\d{1,2})?");
    private static final int DIGITS_MAX = 32;
    private static final double MAX = 1e6;

    private OfdNumbers() {}

    /** x, y, width and height of an area; null when it does not say. */
    static double @Nullable [] box(Element area) {
        return OfdXml.child(area, "PhysicalBox")
                .map(box -> list(box.getTextContent(), 4))
                .orElse(null);
    }

    public static double[] list(String text, int count) {
        var words = text.strip().split("\\s+", count + 1);
        if (words.length != count) {
            throw new OfdRefused(BAD_NUMBER, text);
        }
        var numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = one(words[i]);
        }
        return numbers;
    }

    public static double one(String text) {
        if (text.length() > DIGITS_MAX || !NUMBER.matcher(text).matches()) {
            throw new OfdRefused(BAD_NUMBER, text);
        }
        double number = Double.parseDouble(text);
        if (Math.abs(number) > MAX) {
            throw new OfdRefused(BAD_NUMBER, text);
        }
        return number;
    }

    /** Distances such as "5.5 g 3 5.6": as many as there are characters, however large the count claims to be. */
    static double[] distances(String text, int characters) {
        var distances = new double[characters];
        if (text.isBlank()) {
            return distances;
        }
        var words = text.strip().split("\\s+", 2 * characters + 4);
        int filled = 0;
        for (int i = 0; i < words.length && filled < characters; i++) {
            if (!words[i].equals("g")) {
                distances[filled++] = one(words[i]);
                continue;
            }
            if (i + 2 >= words.length) {
                throw new OfdRefused(BAD_NUMBER, text);
            }
            double count = one(words[i + 1]);
            double distance = one(words[i + 2]);
            for (int repeated = 0; repeated < count && filled < characters; repeated++) {
                distances[filled++] = distance;
            }
            i += 2;
        }
        return distances;
    }
}
