package jinye.platform.papers;

/** Where a seal stands: page from 0, millimetres from the upper left corner. */
public record SealPlace(int page, double x, double y, double width, double height) {}
