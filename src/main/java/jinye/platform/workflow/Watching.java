package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.platform.messages.Message;
import jinye.platform.workflow.process.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 关注 and 到点提醒: whoever may see a matter can keep an eye on it, or be told once when a step is done or a person gave an opinion.
 * It is the watcher's own affair: it stands neither on the trail nor anywhere another person sees.
 */
@Component
class Watching {

    /** @param node null when a person is waited for. @param personName null when a step is */
    record SubscriptionRow(
            long id,
            @Nullable String node,
            @Nullable String nodeName,
            @Nullable Long person,
            @Nullable String personName,
            Instant at) {}

    private static final int SUBSCRIPTIONS_MAX = 20;

    private final JdbcClient jdbc;
    private final MatterWriter numbers;
    private final Staffing staffing;
    private final Neighbours neighbours;
    private final Clock clock;

    Watching(JdbcClient jdbc, MatterWriter numbers, Staffing staffing, Neighbours neighbours, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.staffing = staffing;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    /** Following twice is following. The caller has made sure that the person may see the matter. */
    @Transactional
    void follow(Actor actor, long matter) {
        jdbc.sql("insert into workflow.follow (matter, person, at) values (:matter, :me, :now) on conflict do nothing")
                .param("matter", matter)
                .param("me", actor.person())
                .param("now", Moments.to(clock.instant()))
                .update();
        watch(matter);
    }

    @Transactional
    void unfollow(Actor actor, long matter) {
        jdbc.sql("delete from workflow.follow where matter = :matter and person = :me")
                .param("matter", matter)
                .param("me", actor.person())
                .update();
    }

    boolean follows(Actor actor, long matter) {
        return jdbc.sql("select exists (select from workflow.follow where matter = :matter and person = :me)")
                .param("matter", matter)
                .param("me", actor.person())
                .query(Boolean.class)
                .single();
    }

    /** Exactly one of node and person. */
    @Transactional
    long subscribe(Actor actor, Matter matter, @Nullable String node, @Nullable Long person) {
        if ((node == null) == (person == null)) {
            throw RefusedTelling.subscribeToOne();
        }
        if (matter.state().isOver()) {
            throw RefusedTelling.nothingToWaitFor(matter.title());
        }
        if (node != null) {
            matter.process().shape().step(node);
        }
        var name = person == null
                ? null
                : staffing.person(person)
                        .orElseThrow(() -> Refused.noSuchPerson("/person"))
                        .name();
        if (of(actor, matter).size() >= SUBSCRIPTIONS_MAX) {
            throw RefusedTelling.tooManySubscriptions(SUBSCRIPTIONS_MAX);
        }
        long id = numbers.next();
        int added = jdbc.sql("""
                        insert into workflow.subscription (id, matter, person, node, of_person, of_person_name, at)
                        values (:id, :matter, :me, :node, :person, :name, :now) on conflict do nothing""")
                .param("id", id)
                .param("matter", matter.id())
                .param("me", actor.person())
                .param("node", node)
                .param("person", person)
                .param("name", name)
                .param("now", Moments.to(clock.instant()))
                .update();
        if (added == 0) {
            throw RefusedTelling.subscribedAlready();
        }
        watch(matter.id());
        return id;
    }

    @Transactional
    void unsubscribe(Actor actor, long id) {
        int removed = jdbc.sql("delete from workflow.subscription where id = :id and person = :me and told_at is null")
                .param("id", id)
                .param("me", actor.person())
                .update();
        if (removed == 0) {
            throw RefusedTelling.noSuchSubscription();
        }
    }

    List<SubscriptionRow> of(Actor actor, Matter matter) {
        return jdbc.sql("""
                        select id, node, of_person, of_person_name, at from workflow.subscription
                        where matter = :matter and person = :me and told_at is null order by id""")
                .param("matter", matter.id())
                .param("me", actor.person())
                .query((row, n) -> {
                    var node = row.getString("node");
                    return new SubscriptionRow(
                            row.getLong("id"),
                            node,
                            node == null
                                    ? null
                                    : matter.process()
                                            .shape()
                                            .find(node)
                                            .map(Node::name)
                                            .orElse(node),
                            row.getObject("of_person", Long.class),
                            row.getString("of_person_name"),
                            Moments.from(row, "at"));
                })
                .list();
    }

    /** The flag spares every send of every other matter a question. It takes the matter's row, as every verb does. */
    private void watch(long matter) {
        jdbc.sql("update workflow.matter set watched = true where id = :matter and not watched")
                .param("matter", matter)
                .update();
    }

    /** Somebody did their part: whoever waited for it is told after it is written. */
    void decided(Work work, Assignment mine) {
        if (!work.matter().isWatched()) {
            return;
        }
        work.also(() -> {
            tellWaiting(
                    work,
                    List.of(work.actor().person(), mine.handler().person()),
                    List.of(),
                    mine.handler().name() + "已办理《" + work.matter().title() + "》（"
                            + mine.step().node().name() + "）");
            if (!mine.step().isOpen()) {
                tellFollowers(work, mine);
            }
        });
    }

    /** Whoever waits for a step is told when it is done, also when a rule or a time-out did it. */
    void closed(Work work) {
        if (!work.matter().isWatched()) {
            return;
        }
        work.steps().stream().filter(step -> step.state() == Step.State.CLOSED).forEach(step -> {
            var node = step.node();
            tellWaiting(
                    work, List.of(), List.of(node.id()), "《" + work.matter().title() + "》的“" + node.name() + "”已办完");
        });
    }

    private void tellWaiting(Work work, List<Long> people, List<String> nodes, String sentence) {
        record Waiting(long id, long person) {}
        jdbc.sql("""
                        update workflow.subscription set told_at = :now
                        where matter = :matter and told_at is null and (of_person = any(:people) or node = any(:nodes))
                        returning id, person""")
                .param("now", Moments.to(work.now()))
                .param("matter", work.matter().id())
                .param("people", people.toArray(Long[]::new))
                .param("nodes", nodes.toArray(String[]::new))
                .query(Waiting.class)
                .list()
                .forEach(one -> tell(work, List.of(one.person()), "workflow.subscribed:" + one.id(), sentence));
    }

    /** The matter moved to a version that names steps otherwise. Who waits for both a step and its new name waits once. */
    void renamed(long matter, Map<String, String> nodes) {
        nodes.forEach((old, renamed) -> {
            if (!old.equals(renamed)) {
                jdbc.sql("""
                                update workflow.subscription s set node = :renamed
                                where matter = :matter and node = :old and told_at is null
                                  and not exists (select from workflow.subscription other
                                                  where other.matter = s.matter and other.person = s.person
                                                    and other.node = :renamed and other.told_at is null)""")
                        .param("matter", matter)
                        .param("old", old)
                        .param("renamed", renamed)
                        .update();
            }
        });
    }

    private void tellFollowers(Work work, Assignment mine) {
        var step = mine.step();
        var followers = new ArrayList<>(jdbc.sql("select person from workflow.follow where matter = :matter")
                .param("matter", work.matter().id())
                .query(Long.class)
                .list());
        followers.removeIf(person -> person == work.actor().person());
        var ended = work.matter().state().isOver() ? "，本件已办结" : "";
        tell(
                work,
                followers,
                "workflow.followed:" + step.id(),
                "关注的《" + work.matter().title() + "》：" + mine.handler().name() + "已办理“"
                        + step.node().name() + "”" + ended);
    }

    private void tell(Work work, List<Long> people, String key, String sentence) {
        if (!people.isEmpty()) {
            neighbours.tell(
                    people,
                    new Message(
                            key,
                            "followed",
                            sentence,
                            Sharing.link(work.matter()),
                            work.matter().urgency()));
        }
    }
}
