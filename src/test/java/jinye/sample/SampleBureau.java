package jinye.sample;

import java.util.Map;
import jinye.kernel.Actor;
import jinye.safeguard.access.Actors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people of the demo bureau, as tests know them: by the names they sign in with. */
@Component
public class SampleBureau {

    /** No other person of the bureau is spelt like a named one, so the pinyin finds them; three sign in by their office. */
    private static final Map<String, String> SPELT =
            Map.of("sysadmin", "guoxiaofeng", "secadmin", "songyaqin", "auditadmin", "chengzhiming");

    private final JdbcClient jdbc;
    private final Actors actors;

    SampleBureau(JdbcClient jdbc, Actors actors) {
        this.jdbc = jdbc;
        this.actors = actors;
    }

    /** @param login such as {@code limin}; see {@code demo-bureau.yaml} */
    public Actor actor(String login) {
        return actor(person(login));
    }

    public Actor actor(long person) {
        return actors.actor(person, null).orElseThrow();
    }

    public long person(String login) {
        return jdbc.sql(
                        "select id from directory.person where pinyin = :pinyin and staff_number like '43%' order by id limit 1")
                .param("pinyin", SPELT.getOrDefault(login, login))
                .query(Long.class)
                .single();
    }

    /** @param code of a unit: 43000000 the province, 43010000 长沙市局, 43018200 宁乡市局 */
    public long unit(String code) {
        return jdbc.sql("select id from directory.unit where code = :code and valid_to is null")
                .param("code", code)
                .query(Long.class)
                .single();
    }

    /** @param code such as BGS */
    public long department(String unitCode, String code) {
        return jdbc.sql("""
                        select d.id from directory.department d join directory.unit u on u.id = d.unit_id
                        where u.code = :unit and d.code = :code and d.valid_to is null""")
                .param("unit", unitCode)
                .param("code", code)
                .query(Long.class)
                .single();
    }
}
