package jinye.safeguard.access;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What each role may do, as {@code modules/access/roles.yaml} says. */
@Service
public class Roles {

    /** @param administrator one of 三员: holds no business role, sees no business content */
    public record Role(String code, String name, boolean administrator, Set<String> permissions) {}

    private final Map<String, Role> roles = new LinkedHashMap<>();

    Roles() throws IOException {
        try (var in = new ClassPathResource("modules/access/roles.yaml").getInputStream()) {
            Map<String, Map<String, Object>> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            read.forEach((code, role) -> roles.put(code, role(code, role)));
        }
    }

    private static Role role(String code, Map<String, Object> read) {
        if (!(read.get("name") instanceof String name) || !(read.get("permissions") instanceof List<?> permissions)) {
            throw new IllegalStateException("modules/access/roles.yaml: " + code + " needs a name and permissions");
        }
        var words = permissions.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
        return new Role(code, name, Boolean.TRUE.equals(read.get("administrator")), words);
    }

    public Set<String> permissionsOf(Collection<String> codes) {
        var permissions = new TreeSet<String>();
        for (var code : codes) {
            role(code).ifPresent(role -> permissions.addAll(role.permissions()));
        }
        return Set.copyOf(permissions);
    }

    /** The codes of all roles somebody holds, in whatever unit. */
    public static Set<String> of(Actor actor) {
        return actor.tokens().stream()
                .filter(token -> token.startsWith("role:"))
                .map(token -> token.substring("role:".length(), token.indexOf('@')))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the person is one of the three, in whatever unit. */
    public boolean administrator(Actor actor) {
        return of(actor).stream()
                .anyMatch(code -> role(code).filter(Role::administrator).isPresent());
    }

    public Optional<Role> role(String code) {
        return Optional.ofNullable(roles.get(code));
    }

    public List<Role> all() {
        return List.copyOf(roles.values());
    }
}
