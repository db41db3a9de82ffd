package jinye.platform.mining;

/** How a log is written. */
enum LogFormat {
    XES("application/xml", ".xes"),
    CSV("text/csv;charset=UTF-8", ".csv");

    private final String type;
    private final String suffix;

    LogFormat(String type, String suffix) {
        this.type = type;
        this.suffix = suffix;
    }

    String type() {
        return type;
    }

    String suffix() {
        return suffix;
    }
}
