package jinye.platform.codes;

/** A list of codes. @param code such as {@code leave.kind} @param tag LAW, RULE, STD, PRAC, CFG or VERIFY @param items valid today */
public record CodeDictionary(String code, String name, String source, String tag, long version, int items) {}
