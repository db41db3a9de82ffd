package jinye.platform.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.safeguard.access.Actors;
import jinye.safeguard.access.Posts;
import jinye.safeguard.access.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells access who a person is: what they may read by all their posts, what they may do in the one they act in. */
@Component
class DirectoryActors implements Actors, Posts {

    private final Memories memories;
    private final DirectoryReading reading;
    private final Roles roles;

    DirectoryActors(Memories memories, DirectoryReading reading, Roles roles) {
        this.memories = memories;
        this.reading = reading;
        this.roles = roles;
    }

    @Override
    public Optional<Actor> actor(long person, @Nullable Long post) {
        var key = new Memories.ActorKey(person, post == null ? 0 : post);
        return Memories.remembered(memories.memory().actors, key, this::read);
    }

    @Override
    public List<HeldPost> held(long person) {
        return reading.holdings(person).stream()
                .map(held ->
                        new HeldPost(held.post(), held.title(), held.departmentName(), held.unitName(), held.main()))
                .toList();
    }

    private Optional<Actor> read(Memories.ActorKey key) {
        var holdings = reading.holdings(key.person());
        var acting = holdings.stream()
                .filter(held -> key.post() == 0 || held.post() == key.post())
                .findFirst();
        var person = reading.person(key.person());
        if (acting.isEmpty() || person == null) {
            return Optional.empty();
        }
        var present = acting.get();
        var held = reading.roles(key.person());
        var here = held.stream()
                .filter(role -> role.unit() == present.unit())
                .map(DirectoryReading.RoleAt::role)
                .toList();
        return Optional.of(new Actor(
                person.id(),
                person.name(),
                present.post(),
                present.title(),
                present.department(),
                present.departmentName(),
                present.unit(),
                present.unitName(),
                tokens(key.person(), holdings, held),
                roles.permissionsOf(here)));
    }

    /** Administrators hold no token of a post, department or unit: what is granted to those is business. */
    private Set<String> tokens(long person, List<DirectoryReading.Held> holdings, List<DirectoryReading.RoleAt> held) {
        var tokens = new TreeSet<String>();
        tokens.add(Grant.person(person));
        held.forEach(role -> tokens.add(Grant.role(role.role(), role.unit())));
        boolean administrator = held.stream()
                .anyMatch(role -> roles.role(role.role())
                        .filter(Roles.Role::administrator)
                        .isPresent());
        if (!administrator) {
            for (var holding : holdings) {
                tokens.add(Grant.post(holding.post()));
                tokens.add(Grant.department(holding.department()));
                tokens.add(Grant.unit(holding.unit()));
            }
            for (var scope : reading.scopes(person)) {
                if (scope.department() != null) {
                    tokens.add(Grant.department(scope.department()));
                } else {
                    tokens.add(Grant.unit(scope.unit()));
                    reading.departmentsOf(scope.unit()).forEach(one -> tokens.add(Grant.department(one)));
                }
            }
        }
        return Set.copyOf(tokens);
    }
}
