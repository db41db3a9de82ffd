package jinye.platform.papers;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where fonts come from.
 *
 * @param fonts       role (fang, kai, hei, title, number) to file names in order of preference, before the known names
 * @param fontFolders searched with all their folders for the named files; text, because a default list of paths is silently not bound
 */
@ConfigurationProperties("jinye.papers")
record PaperSettings(
        @DefaultValue Map<String, List<String>> fonts,

        @DefaultValue({
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "C:/Windows/Fonts",
            "/Library/Fonts",
            "/System/Library/Fonts"
        })
        List<String> fontFolders) {}
