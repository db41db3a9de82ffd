package jinye.office.approvals;

import com.github.promeg.pinyinhelper.Pinyin;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 事项目录: what a person may start, what they start often, what they like. */
@Service
@Transactional
class Catalogue {

    private static final int RECENT = 6;

    /** @param pinyin letters and initials of the title, for searching as one types: {@code qingjia qj} */
    record CatalogueEntry(
            String name,
            String title,
            String group,
            String summary,
            String guide,
            String pinyin,
            boolean startable,
            boolean favourite,
            boolean parallel) {}

    /** @param recent names, the latest first */
    record CatalogueView(List<CatalogueEntry> entries, List<String> recent) {}

    private final ApprovalKinds kinds;
    private final Requests requests;
    private final JdbcClient jdbc;
    private final Clock clock;

    Catalogue(ApprovalKinds kinds, Requests requests, JdbcClient jdbc, Clock clock) {
        this.kinds = kinds;
        this.requests = requests;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public CatalogueView of(Actor actor) {
        var favourites = Set.copyOf(jdbc.sql("select kind from approvals.favourite where person = :person")
                .param("person", actor.person())
                .query(String.class)
                .list());
        var recent = jdbc.sql("""
                        select kind from approvals.request where applicant = :person
                        group by kind order by max(id) desc limit :limit""")
                .param("person", actor.person())
                .param("limit", RECENT)
                .query(String.class)
                .list();
        var entries = kinds.offered().stream()
                .map(kind -> entry(actor, kind, favourites))
                .toList();
        return new CatalogueView(entries, recent);
    }

    private CatalogueEntry entry(Actor actor, Kind kind, Set<String> favourites) {
        var settings = kind.settings();
        return new CatalogueEntry(
                kind.name(),
                settings.title(),
                settings.group(),
                settings.summary(),
                settings.guide(),
                spelt(settings.title()),
                requests.mayStart(actor, settings),
                favourites.contains(kind.name()),
                settings.part() != null);
    }

    static String spelt(String words) {
        var letters = new StringBuilder();
        var initials = new StringBuilder();
        for (char c : words.toCharArray()) {
            var syllable = Pinyin.isChinese(c)
                    ? Pinyin.toPinyin(c).toLowerCase(Locale.ROOT)
                    : String.valueOf(Character.toLowerCase(c));
            letters.append(syllable);
            initials.append(syllable.charAt(0));
        }
        return letters + " " + initials;
    }

    public void like(Actor actor, String kind) {
        kinds.latest(kind).orElseThrow(ApprovalKinds.NoSuchKind::new);
        jdbc.sql("""
                        insert into approvals.favourite (person, kind, added_at) values (:person, :kind, :now)
                        on conflict do nothing""")
                .param("person", actor.person())
                .param("kind", kind)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    public void unlike(Actor actor, String kind) {
        jdbc.sql("delete from approvals.favourite where person = :person and kind = :kind")
                .param("person", actor.person())
                .param("kind", kind)
                .update();
    }
}
