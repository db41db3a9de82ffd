package jinye.platform.papers;

/** Numbers the objects of one OFD document. */
final class OfdIds {

    private int last;

    int next() {
        return ++last;
    }

    int last() {
        return last;
    }
}
