package jinye.safeguard.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import jinye.kernel.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 弱口令词表: no password may hold one of these words. */
@Service
class BlockedWords {

    record BlockedWord(String word, String source) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    BlockedWords(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    List<BlockedWord> list() {
        return jdbc.sql("select word, source from access.blocked_word order by word")
                .query(BlockedWord.class)
                .list();
    }

    @Transactional
    void add(Actor actor, String word) {
        actor.require(SecurityRules.PERMISSION);
        var clean = word.strip().toLowerCase(Locale.ROOT);
        jdbc.sql("insert into access.blocked_word (word, source, added_by) values (?, '本单位', ?) on conflict do nothing")
                .params(clean, actor.person())
                .update();
        events.publishEvent(SecurityAct.by(actor, "access.block-word", actor.person(), Map.of("name", clean)));
    }

    @Transactional
    void remove(Actor actor, String word) {
        actor.require(SecurityRules.PERMISSION);
        int removed = jdbc.sql("delete from access.blocked_word where word = ?")
                .param(word)
                .update();
        if (removed == 0) {
            throw new SecurityRules.NoSuch("access.no-such-word");
        }
        events.publishEvent(SecurityAct.by(actor, "access.allow-word", actor.person(), Map.of("name", word)));
    }
}
