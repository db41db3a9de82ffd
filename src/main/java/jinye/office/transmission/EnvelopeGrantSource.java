package jinye.office.transmission;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.kernel.Grant;
import jinye.kernel.GrantSource;
import jinye.safeguard.access.Roles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who may open which envelope, for whoever asks: those of the receiving unit who sign for it. */
@Component
class EnvelopeGrantSource implements GrantSource {

    private static final String NAMED =
            "select e.id, d.number, d.title from transmission.envelope e join transmission.dispatch d on d.id = e.dispatch ";

    private final JdbcClient jdbc;
    private final Roles roles;

    EnvelopeGrantSource(JdbcClient jdbc, Roles roles) {
        this.jdbc = jdbc;
        this.roles = roles;
    }

    @Override
    public String module() {
        return "transmission";
    }

    @Override
    public String term() {
        return "来文";
    }

    @Override
    public Set<Grant> grants(long record) {
        var receiver = jdbc.sql("select receiver from transmission.envelope where id = ?")
                .params(record)
                .query(Long.class)
                .optional();
        return receiver.map(unit -> roles.all().stream()
                        .filter(role -> role.permissions().contains("transmission.sign-for"))
                        .map(role -> new Grant(Grant.role(role.code(), unit), "收文单位签收"))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    @Override
    public Optional<NamedRecord> record(long id) {
        return jdbc.sql(NAMED + "where e.id = ?")
                .params(id)
                .query(NamedRecord.class)
                .optional();
    }

    @Override
    public List<NamedRecord> numbered(String number) {
        return jdbc.sql(NAMED + "where d.number = ? order by e.id desc limit 20")
                .params(number)
                .query(NamedRecord.class)
                .list();
    }
}
