package jinye.platform.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The Chinese sentences of all modules, by code. */
@Component
public class Sentences {

    private final Map<String, String> byCode = new HashMap<>();

    public Sentences() {
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            for (var resource : resolver.getResources("classpath*:modules/*/messages.properties")) {
                var properties = new Properties();
                try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.forEach((code, sentence) -> {
                    if (byCode.put((String) code, (String) sentence) != null) {
                        throw new IllegalStateException("two sentences for " + code);
                    }
                });
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The sentence with its places filled. A missing sentence is a fault of ours, found by ConsistencyTests. */
    public String of(String code, Collection<?> facts) {
        var sentence = byCode.get(code);
        if (sentence == null) {
            throw new IllegalArgumentException("no sentence for " + code);
        }
        // numbers are filled in as they are: years and ids must not get thousands separators
        var texts = facts.stream().map(String::valueOf).toArray();
        return new MessageFormat(sentence, Locale.CHINA).format(texts);
    }

    public boolean has(String code) {
        return byCode.containsKey(code);
    }

    /** All codes, for the checks that codes and sentences match. */
    public Collection<String> codes() {
        return byCode.keySet();
    }
}
