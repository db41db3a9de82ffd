package jinye.platform.directory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code demo-bureau.yaml} says: the departments and posts of each level, and the people with names. */
record DemoPlan(
        long seed,
        Map<Unit.Level, List<PlannedDepartment>> departments,
        Map<String, String> cityMarks,
        List<NamedPerson> named) {

    /** @param leader position among the leaders, 1 for the principal */
    record PlannedDepartment(String code, String name, int leader, List<PlannedPost> posts) {}

    record PlannedPost(String title, PostCategory category, int seats, Set<String> roles) {}

    record NamedPerson(
            String login, String name, int gender, String unit, String department, String post, String duty) {}

    static DemoPlan read() {
        try (var in = new ClassPathResource("modules/directory/demo-bureau.yaml").getInputStream()) {
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            var departments = List.of(Unit.Level.values()).stream()
                    .collect(Collectors.toMap(level -> level, level -> departments(list(read, level.name()))));
            return new DemoPlan(
                    Long.parseLong(text(read, "seed")),
                    departments,
                    marks(read),
                    list(read, "named").stream().map(DemoPlan::named).toList());
        } catch (IOException e) {
            throw new IllegalStateException("The plan of the demo bureau cannot be read", e);
        }
    }

    private static List<PlannedDepartment> departments(List<?> read) {
        return read.stream()
                .map(entry -> new PlannedDepartment(
                        text(entry, "code"),
                        text(entry, "name"),
                        Integer.parseInt(text(entry, "leader")),
                        list(entry, "posts").stream().map(DemoPlan::post).toList()))
                .toList();
    }

    private static PlannedPost post(Object read) {
        if (!(read instanceof List<?> post) || post.size() < 3) {
            throw new IllegalStateException(
                    "A post of the demo bureau is not [title, category, seats, roles…]: " + read);
        }
        return new PlannedPost(
                String.valueOf(post.get(0)),
                PostCategory.valueOf(String.valueOf(post.get(1))),
                Integer.parseInt(String.valueOf(post.get(2))),
                post.subList(3, post.size()).stream().map(String::valueOf).collect(Collectors.toSet()));
    }

    private static NamedPerson named(Object read) {
        return new NamedPerson(
                text(read, "login"),
                text(read, "name"),
                Integer.parseInt(text(read, "gender")),
                text(read, "unit"),
                text(read, "department"),
                text(read, "post"),
                text(read, "duty"));
    }

    private static Map<String, String> marks(Map<String, Object> read) {
        if (!(read.get("cityMarks") instanceof Map<?, ?> map)) {
            throw new IllegalStateException("The demo bureau has no cityMarks");
        }
        return map.entrySet().stream()
                .collect(Collectors.toMap(e -> String.valueOf(e.getKey()), e -> String.valueOf(e.getValue())));
    }

    private static String text(Object read, String key) {
        if (read instanceof Map<?, ?> map && map.get(key) != null) {
            return String.valueOf(map.get(key));
        }
        throw new IllegalStateException("The demo bureau misses " + key + " in " + read);
    }

    private static List<?> list(Object read, String key) {
        if (read instanceof Map<?, ?> map && map.get(key) instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("The demo bureau misses the list " + key);
    }
}
