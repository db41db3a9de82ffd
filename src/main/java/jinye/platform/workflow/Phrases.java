package jinye.platform.workflow;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.SecrecyWords;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 常用意见: what people write again and again. */
@Component
class Phrases {

    /** @param id null for those everybody has */
    record Phrase(@Nullable Long id, String text) {}

    private static final List<String> EVERYBODYS =
            List.of("同意。", "拟同意，请领导审签。", "已阅。", "请按领导批示意见办理。", "请修改后再报。", "无意见。");
    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final MatterWriter numbers;
    private final Clock clock;

    Phrases(JdbcClient jdbc, MatterWriter numbers, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.clock = clock;
    }

    List<Phrase> of(Actor actor) {
        var own = jdbc.sql("select id, body from workflow.phrase where person = :me order by id desc")
                .param("me", actor.person())
                .query((row, n) -> new Phrase(row.getLong("id"), row.getString("body")))
                .list();
        return Stream.concat(own.stream(), EVERYBODYS.stream().map(text -> new Phrase(null, text)))
                .toList();
    }

    @Transactional
    Phrase add(Actor actor, String text) {
        SecrecyWords.refuseIn(text);
        var known = of(actor);
        if (known.stream().anyMatch(phrase -> phrase.text().equals(text))) {
            throw Refused.phraseKnown();
        }
        if (known.size() >= MOST + EVERYBODYS.size()) {
            throw Refused.tooManyPhrases(MOST);
        }
        long id = numbers.next();
        try {
            jdbc.sql("insert into workflow.phrase (id, person, body, added_at) values (:id, :me, :body, :now)")
                    .param("id", id)
                    .param("me", actor.person())
                    .param("body", text)
                    .param("now", Moments.to(clock.instant()))
                    .update();
        } catch (DuplicateKeyException sameInstant) {
            throw Refused.phraseKnown();
        }
        return new Phrase(id, text);
    }

    @Transactional
    void remove(Actor actor, long phrase) {
        int removed = jdbc.sql("delete from workflow.phrase where id = :id and person = :me")
                .param("id", phrase)
                .param("me", actor.person())
                .update();
        if (removed == 0) {
            throw Refused.noSuchPhrase();
        }
    }
}
