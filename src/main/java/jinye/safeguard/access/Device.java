package jinye.safeguard.access;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a browser says it is, in words a person recognises: 「Chrome 156，Windows」. */
final class Device {

    private static final int LENGTH_MAX = 80;
    private static final List<Map.Entry<Pattern, String>> BROWSERS = List.of(
            Map.entry(Pattern.compile("MicroMessenger/(\\d+)"), "微信 "),
            Map.entry(Pattern.compile("Edg/(\\d+)"), "Edge "),
            Map.entry(Pattern.compile("Firefox/(\\d+)"), "Firefox "),
            Map.entry(Pattern.compile("Chrome/(\\d+)"), "Chrome "),
            Map.entry(Pattern.compile("Version/(\\d+).*Safari"), "Safari "));
    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("HarmonyOS", "鸿蒙"),
            Map.entry("Android", "安卓"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS", "macOS"),
            Map.entry("UOS", "统信 UOS"),
            Map.entry("Linux", "Linux"));

    private Device() {}

    static String of(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return "未知设备";
        }
        var browser = BROWSERS.stream()
                .map(entry -> {
                    var found = entry.getKey().matcher(userAgent);
                    return found.find() ? entry.getValue() + found.group(1) : "";
                })
                .filter(text -> !text.isEmpty())
                .findFirst();
        var system = SYSTEMS.stream()
                .filter(entry -> userAgent.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (browser.isPresent()) {
            return browser.get() + system.map(name -> "，" + name).orElse("");
        }
        return userAgent.length() > LENGTH_MAX ? userAgent.substring(0, LENGTH_MAX) : userAgent;
    }
}
