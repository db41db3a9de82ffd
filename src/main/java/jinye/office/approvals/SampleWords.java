package jinye.office.approvals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.platform.directory.Department;
import jinye.platform.directory.Directory;
import jinye.platform.files.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the file of sample requests says; its words that begin with @ are looked up in the demo bureau. */
@Component
class SampleWords {

    private final Directory directory;
    private final Files files;
    private final Clock clock;

    SampleWords(Directory directory, Files files, Clock clock) {
        this.directory = directory;
        this.files = files;
        this.clock = clock;
    }

    static List<Map<?, ?>> samples() {
        try (var in = new ClassPathResource("modules/approvals/samples.yaml").getInputStream()) {
            List<Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            var samples = new ArrayList<Map<?, ?>>();
            for (var entry : read) {
                if (entry instanceof Map<?, ?> map) {
                    samples.add(map);
                }
            }
            return samples;
        } catch (IOException unreadable) {
            throw new IllegalStateException("The sample requests cannot be read", unreadable);
        }
    }

    static String text(Map<?, ?> says, String key, String otherwise) {
        var value = says.get(key);
        return value == null ? otherwise : String.valueOf(value);
    }

    static @Nullable Object at(Map<?, ?> says, String key, String inner) {
        return says.get(key) instanceof Map<?, ?> map ? map.get(inner) : null;
    }

    /** Words that begin with @ are looked up: {@code @day:+3}, {@code @file:合同}, {@code @head:CWC}, {@code @department:CWC}. */
    Map<String, Object> data(Actor applicant, @Nullable Object says) {
        var data = new LinkedHashMap<String, Object>();
        if (says instanceof Map<?, ?> map) {
            map.forEach((key, value) -> data.put(String.valueOf(key), value(applicant, value)));
        }
        return data;
    }

    private Object value(Actor applicant, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(one -> value(applicant, one)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return data(applicant, map);
        }
        if (!(value instanceof String word) || !word.startsWith("@")) {
            return value;
        }
        var argument = word.substring(word.indexOf(':') + 1);
        return switch (word.substring(1, word.indexOf(':'))) {
            case "day" ->
                LocalDate.ofInstant(clock.instant(), ApprovalDesk.ZONE)
                        .plusDays(Integer.parseInt(argument))
                        .toString();
            case "file" -> file(applicant, argument);
            case "head" -> {
                var head = directory
                        .headOf(department(applicant.unit(), argument).id())
                        .orElseThrow();
                yield Map.of("id", head.id(), "name", head.name());
            }
            case "department" -> {
                var department = department(applicant.unit(), argument);
                yield Map.of("id", department.id(), "name", department.name());
            }
            case "me" -> Map.of("id", applicant.person(), "name", applicant.name());
            default -> throw new IllegalStateException("the samples do not know " + word);
        };
    }

    private Map<String, Object> file(Actor applicant, String name) {
        var stored =
                files.store(applicant, name + ".txt", new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8)));
        return Map.of("id", stored.id(), "name", stored.name(), "size", stored.size(), "type", stored.type());
    }

    Department department(long unit, String code) {
        return directory.departmentsOf(unit).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
