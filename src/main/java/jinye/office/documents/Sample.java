package jinye.office.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.office.documents.text.Body;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One document of {@code samples.yaml}. */
record Sample(Flow flow, Map<?, ?> says) {
    String text(String key, String otherwise) {
        var value = says.get(key);
        return value == null ? otherwise : String.valueOf(value);
    }

    List<String> list(String key) {
        return says.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    static List<Sample> all() {
        var samples = new ArrayList<Sample>();
        try (var in = new ClassPathResource("modules/documents/samples.yaml").getInputStream()) {
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            for (var flow : Flow.values()) {
                if (read.get(flow.word()) instanceof List<?> list) {
                    list.forEach(entry -> {
                        if (entry instanceof Map<?, ?> map) {
                            samples.add(new Sample(flow, map));
                        }
                    });
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("The sample documents cannot be read", unreadable);
        }
        return samples;
    }

    /** Lines that begin with # are headings, with ## of the second level. */
    static Body body(String text) {
        return new Body(text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .<Body.Block>map(line -> {
                    if (line.startsWith("## ")) {
                        return new Body.Heading(2, line.substring(3));
                    }
                    return line.startsWith("# ") ? new Body.Heading(1, line.substring(2)) : new Body.Paragraph(line);
                })
                .toList());
    }
}
